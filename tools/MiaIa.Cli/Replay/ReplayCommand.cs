using System.CommandLine;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.Replay;

namespace MiaIa.Cli.Replay;

/// <summary><c>miaia replay</c>: files or a journal through the core at full speed, without network.</summary>
internal static class ReplayCommand
{
    private const string Doc = """
        Play recorded files or a journal through the core at full speed, without network.

        Examples:
          miaia replay --scid ESH24_FUT_CME.scid --depth ESH24_FUT_CME.2023-12-25.depth
          miaia replay --scid ESZ26_FUT_CME.scid --from 2026-11-24T14:30Z --to 2026-11-24T21:00Z --csv readings.csv
          miaia replay --journal journal --settings appsettings.json --json-file readings.json --every 5000
          miaia synth --out made-up && miaia replay --scid made-up/SYNTHETIC-ESZ26_FUT_CME.scid --depth made-up/SYNTHETIC-ESZ26_FUT_CME.2026-11-16.depth

        Times are market time, UTC. In files local time is market time and a heartbeat comes every second: a pause is not a stale feed.
        """;

    public static Command Create()
    {
        var arguments = new ReplayArguments();
        var command = new Command("replay", Doc);
        foreach (var option in arguments.All)
            command.Options.Add(option);
        command.AddRule(arguments.Validate);
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(arguments.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(ReplayRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            await ReplaySession.PlayAsync(request, new DemoVoice(request.IsJson, output, error), cancellation);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped on request; what was exported so far is whole.");
            return ExitCodes.Fault;
        }
        catch (ReplayException e)
        {
            await error.WriteLineAsync($"Cannot be replayed: {e.Message}");
            return ExitCodes.BadSettings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Fault;
        }
    }
}
