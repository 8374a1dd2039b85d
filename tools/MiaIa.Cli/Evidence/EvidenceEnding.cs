using System.CommandLine;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary>How every command over recordings ends: what stops it is one sentence on the standard error and a code, never a stack.</summary>
internal static class EvidenceEnding
{
    private const int ShownMax = 2_000;

    /// <summary>Does something and gives its code; a stop and a fault of a file give <see cref="ExitCodes.Fault"/>, what cannot be had <see cref="ExitCodes.BadSettings"/>.</summary>
    /// <param name="parsed">The call.</param>
    /// <param name="stopped">What a stop leaves, in words.</param>
    /// <param name="act">Gives the code.</param>
    public static async Task<int> OfAsync(ParseResult parsed, string stopped, Func<Task<int>> act)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await act();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(stopped);
            return ExitCodes.Fault;
        }
        catch (EvidenceException e)
        {
            foreach (var line in e.Message.Split('\n'))
                await error.WriteLineAsync(PrintableText.From(line.TrimEnd('\r'), ShownMax));
            return ExitCodes.BadSettings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(OneLine(e.Message, ShownMax));
            return ExitCodes.Fault;
        }
    }

    /// <summary>What another program said, of however many lines, on one.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="charactersMax">What is beyond is cut.</param>
    internal static string OneLine(string text, int charactersMax) =>
        PrintableText.From(
            string.Join(" | ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            charactersMax
        );
}
