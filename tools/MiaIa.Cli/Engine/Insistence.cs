using Grpc.Core;

namespace MiaIa.Cli.Engine;

/// <summary>
/// Asks an engine for something that must not fail because its port was busy for a moment: again and again for ten seconds, while nobody answers. For
/// what may be done twice only: a halt, a flatten.
/// </summary>
/// <param name="time">Clock and pauses.</param>
/// <param name="whyNot">Says what a failed call means, and what else can be done.</param>
/// <param name="tell">Hears that at once, and that it is tried again.</param>
internal sealed class Insistence(TimeProvider time, Func<RpcException, Task<string>> whyNot, Func<string, Task> tell)
{
    /// <summary>How long it is tried.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The first answer.</summary>
    /// <param name="ask">Makes the call, with the time that it may take.</param>
    /// <param name="cancellation">Ends the tries.</param>
    /// <exception cref="RpcException">Nobody answered in time, or the engine refused.</exception>
    internal async Task<T> AskAsync<T>(Func<TimeSpan, Task<T>> ask, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        RpcException? silent = null;
        for (var tries = 1; ; tries++)
        {
            var left = Limit - time.GetElapsedTime(began);
            try
            {
                return await ask(left < TryLimit ? left : TryLimit);
            }
            catch (RpcException fault) when (MayPass(fault))
            {
                // Once a call may have arrived, nobody is to be told that nothing was done.
                silent ??= fault.StatusCode == StatusCode.DeadlineExceeded ? fault : null;
                if (cancellation.IsCancellationRequested || Limit - time.GetElapsedTime(began) <= Pause)
                    throw silent ?? fault;
                if (tries == 1)
                    await tell($"{await whyNot(fault)} Now trying again for up to {Limit.TotalSeconds:0} s; Ctrl-C ends that.");
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What was made on this side of the line, nobody has refused.
    private static bool MayPass(RpcException fault) =>
        fault.Status.DebugException is not null
        || fault.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded;
}
