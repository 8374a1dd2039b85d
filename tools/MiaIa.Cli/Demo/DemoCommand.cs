using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Demo;

/// <summary><c>miaia demo</c>: plays a session through the whole path and says whether everything arrived.</summary>
internal static class DemoCommand
{
    /// <param name="baseFolder">Folder of this program. A package has no stand-in for Sierra's side: there the command is not listed, and says so.</param>
    public static Command Create(string baseFolder)
    {
        var arguments = new DemoArguments();
        var command = new Command("demo", "Play a session through study, ZeroMQ, bridge, gRPC and engine, and back.")
        {
            Hidden = !BuiltHere.IsBelowRoot(baseFolder),
        };
        foreach (var option in arguments.All)
            command.Options.Add(option);
        command.AddRule(arguments.Validate);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var options = arguments.Read(parsed);
                return RunAsync(options, new DemoVoice(options.IsJson, output, error), error, cancellation);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, DemoVoice voice, TextWriter error, CancellationToken cancellation)
    {
        if (ProgramPaths.Find(options, AppContext.BaseDirectory, out var missing) is not { } programs)
        {
            foreach (var line in missing)
                await error.WriteLineAsync(line);
            return ExitCodes.Fault;
        }

        DirectoryInfo folder;
        try
        {
            folder = options.KeepFolder is { } keep ? Directory.CreateDirectory(keep) : Directory.CreateTempSubdirectory("miaia-demo-");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Fault;
        }

        try
        {
            return await PlayAsync(options, programs, folder.FullName, voice, cancellation);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped on request; engine, bridge and stand-in have ended.");
            return ExitCodes.Fault;
        }
        catch (Exception e) when (e is ProgramException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.Fault;
        }
        finally
        {
            if (options.KeepFolder is null)
                folder.Delete(recursive: true);
        }
    }

    private static async Task<int> PlayAsync(
        DemoOptions options,
        ProgramPaths programs,
        string folder,
        DemoVoice voice,
        CancellationToken cancellation
    )
    {
        var (screen, output) = (voice.Screen, voice.Lines);
        var (scidPath, depthPath) = (options.ScidPath, options.DepthPath);
        if (scidPath is null)
        {
            var made = SyntheticSession.Write(folder, options.Seed, options.Minutes);
            (scidPath, depthPath) = (made.ScidPath, made.DepthPath);
            screen.Say($"SYNTHETIC session, seed {options.Seed}: made up, nobody ever traded this");
        }

        var isSynthetic = Path.GetFileName(scidPath).Contains("SYNTHETIC", StringComparison.Ordinal);
        var session = new PlayedSession(SessionTally.Of(scidPath, depthPath), isSynthetic) { Trades = options.Trades };
        screen.Say(
            $"playing {session.Tally.TradeRecords} trade records and {session.Tally.DepthBatches} depth batches of {Path.GetFileName(scidPath)}"
        );
        await new DemoRun(options, programs, screen, TimeProvider.System).PlayAsync(
            scidPath,
            depthPath,
            session,
            folder,
            async page =>
            {
                await TellAsync(options, session, output);
                await StayAsync(options, session, page, output, cancellation);
            },
            cancellation
        );
        foreach (var name in session.Unstoppable)
            await output.WriteLineAsync($"MISSING: {name} did not stop when asked and was killed");
        await voice.EndAsync(() => DemoOutcome.Json(session, options));
        return DemoVerdict.From(session).Count == 0 ? ExitCodes.Ok : ExitCodes.Fault;
    }

    private static async Task TellAsync(DemoOptions options, PlayedSession session, TextWriter output)
    {
        await output.WriteLineAsync();
        foreach (var line in DemoSummary.Lines(session))
            await output.WriteLineAsync(line);
        if (options.PicturePath is { } picture && File.Exists(picture))
            await output.WriteLineAsync($"  The chart: {picture}");
        if (options.KeepFolder is null)
            await output.WriteLineAsync("  Session, journal and logs were temporary; --keep DIR keeps them.");
        var shortfalls = DemoVerdict.From(session);
        await output.WriteLineAsync();
        foreach (var shortfall in shortfalls)
            await output.WriteLineAsync($"MISSING: {shortfall}");
        await output.WriteLineAsync(shortfalls.Count == 0 ? "Everything that was played has arrived." : $"{shortfalls.Count} shortfalls.");
    }

    // The page is the engine's, and goes with it.
    private static async Task StayAsync(
        DemoOptions options,
        PlayedSession session,
        string page,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        if (page.Length == 0)
            return;
        if (!options.Stays || session.Refused.Length > 0)
        {
            await output.WriteLineAsync(
                $"The page was at {new Uri(page).GetLeftPart(UriPartial.Authority)}; --stay keeps it until Ctrl-C."
            );
            return;
        }

        await output.WriteLineAsync("The engine stays until Ctrl-C, with its page (the link is good once, within a minute):");
        await output.WriteLineAsync(page);
        await output.FlushAsync(CancellationToken.None);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Looked at long enough; what was played has been told.
        }
    }
}
