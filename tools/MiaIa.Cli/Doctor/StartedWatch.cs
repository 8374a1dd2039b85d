using MiaIa.Hosting;

namespace MiaIa.Cli.Doctor;

/// <summary>The list after the start, from two looks a moment apart: once, or again and again until all is well.</summary>
/// <param name="list">What is looked at.</param>
/// <param name="look">Asks the engine.</param>
/// <param name="show">Shows a list, and says its exit code.</param>
/// <param name="output">Where an empty line parts one list from the next.</param>
/// <param name="between">How long it waits between two looks; null is the usual time.</param>
internal sealed class StartedWatch(
    StartedChecks list,
    Func<Task<EngineLook>> look,
    Func<IReadOnlyList<Check>, Task<int>> show,
    TextWriter output,
    Func<CancellationToken, Task>? between = null
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);

    /// <summary>Gives the exit code of the last list; that of a fault where it was ended before all was well.</summary>
    internal async Task<int> RunAsync(bool isAgain, CancellationToken cancellation)
    {
        var before = await look();
        while (true)
        {
            try
            {
                await (between is null ? Task.Delay(BetweenLooks, cancellation) : between(cancellation));
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.Fault;
            }

            var now = await look();
            var checks = list.Run(before, now).ToArray();
            var code = await show(checks);
            if (!isAgain || checks.All(check => check.Verdict == Verdict.Ok))
                return code;
            await output.WriteLineAsync();
            before = now;
        }
    }
}
