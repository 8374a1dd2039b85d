using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.SierraFiles.Synthetic;
using Spectre.Console;

namespace MiaIa.Cli.Demo;

/// <summary><c>miaia demo</c>: plays a session through the whole path and says whether everything arrived.</summary>
internal static class DemoCommand
{
    private static readonly DemoOptions Defaults = new();

    public static Command Create()
    {
        var scid = Arguments.ExistingFile("--scid", "Recorded trades to play, named after their symbol; without it a session is made up.");
        var depth = Arguments.ExistingFile("--depth", "Recorded depth that belongs to --scid.");
        var speed = Arguments.Number(
            "--speed",
            "Market seconds in a second; 0 = as fast as the study takes it.",
            Defaults.Speed,
            0.0,
            1_000_000.0
        );
        var seed = Arguments.Number("--seed", "Names the made-up session.", Defaults.Seed, 0UL, ulong.MaxValue);
        var minutes = Arguments.Number("--minutes", "Length of the made-up session.", Defaults.Minutes, 1, SyntheticSession.MinutesMax);
        var floor = Arguments.Number(
            "--coverage-floor",
            "The engine's coverage floor; its own default is 0.70.",
            Defaults.CoverageFloor,
            0.01,
            1.0
        );
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Folder that keeps session, journal and logs." };
        var chain = Arguments.ExistingFile(
            "--chain",
            "Cboe quote table of SPX that the simulated Gateway serves; without it a chain is made up."
        );
        var noOptions = new Option<bool>("--no-options") { Description = "Play without a Gateway: no options, no VIX." };
        var gateway = Arguments.ExistingFile("--gateway", "miaia-gateway.dll, instead of the one built here.");
        var engine = Arguments.ExistingFile("--engine", "MiaIa.Engine.Host.dll, instead of the one built here.");
        var bridge = Arguments.ExistingFile("--bridge", "MiaIa.Bridge.dll, instead of the one built here.");
        var host = Arguments.ExistingFile("--host", "miaia-sierra-host, instead of the one built here.");
        var study = Arguments.ExistingFile("--study", "The study library, instead of the one built here.");
        var command = new Command("demo", "Play a session through study, ZeroMQ, bridge, gRPC and engine, and back.")
        {
            scid,
            depth,
            speed,
            seed,
            minutes,
            floor,
            keep,
            chain,
            noOptions,
            engine,
            bridge,
            gateway,
            host,
            study,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(depth) is not null && result.GetValue(scid) is null)
                result.AddError("--depth needs the --scid it belongs to");
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    new DemoOptions
                    {
                        ScidPath = parsed.GetValue(scid)?.FullName,
                        DepthPath = parsed.GetValue(depth)?.FullName,
                        Speed = parsed.GetValue(speed),
                        Seed = parsed.GetValue(seed),
                        Minutes = parsed.GetValue(minutes),
                        CoverageFloor = parsed.GetValue(floor),
                        ChainPath = parsed.GetValue(chain)?.FullName,
                        HasOptions = !parsed.GetValue(noOptions),
                        GatewayPath = parsed.GetValue(gateway)?.FullName,
                        KeepFolder = parsed.GetValue(keep)?.FullName,
                        EnginePath = parsed.GetValue(engine)?.FullName,
                        BridgePath = parsed.GetValue(bridge)?.FullName,
                        HostPath = parsed.GetValue(host)?.FullName,
                        StudyPath = parsed.GetValue(study)?.FullName,
                    },
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (ProgramPaths.Find(options, AppContext.BaseDirectory, out var missing) is not { } programs)
        {
            foreach (var line in missing)
                await error.WriteLineAsync(line);
            return ExitCodes.Fault;
        }

        var folder = options.KeepFolder is { } keep ? Directory.CreateDirectory(keep) : Directory.CreateTempSubdirectory("miaia-demo-");
        try
        {
            return await PlayAsync(options, programs, folder.FullName, output, cancellation);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped on request; engine, bridge and stand-in have ended.");
            return ExitCodes.Fault;
        }
        catch (Exception e) when (e is DemoException or IOException or UnauthorizedAccessException)
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
        TextWriter output,
        CancellationToken cancellation
    )
    {
        IPlayScreen screen = Console.IsOutputRedirected ? new PlainScreen(output, TimeProvider.System) : new BarScreen(AnsiConsole.Console);
        var (scidPath, depthPath) = (options.ScidPath, options.DepthPath);
        if (scidPath is null)
        {
            var made = SyntheticSession.Write(folder, options.Seed, options.Minutes);
            (scidPath, depthPath) = (made.ScidPath, made.DepthPath);
            screen.Say($"SYNTHETIC session, seed {options.Seed}: made up, nobody ever traded this");
        }

        var isSynthetic = Path.GetFileName(scidPath).Contains("SYNTHETIC", StringComparison.Ordinal);
        var session = new PlayedSession(SessionTally.Of(scidPath, depthPath), isSynthetic);
        screen.Say(
            $"playing {session.Tally.TradeRecords} trade records and {session.Tally.DepthBatches} depth batches of {Path.GetFileName(scidPath)}"
        );
        await new DemoRun(options, programs, screen, TimeProvider.System).PlayAsync(scidPath, depthPath, session, folder, cancellation);

        await output.WriteLineAsync();
        foreach (var line in DemoSummary.Lines(session))
            await output.WriteLineAsync(line);
        if (options.KeepFolder is null)
            await output.WriteLineAsync("  Session, journal and logs were temporary; --keep DIR keeps them.");
        var shortfalls = DemoVerdict.From(session);
        await output.WriteLineAsync();
        foreach (var shortfall in shortfalls)
            await output.WriteLineAsync($"MISSING: {shortfall}");
        await output.WriteLineAsync(shortfalls.Count == 0 ? "Everything that was played has arrived." : $"{shortfalls.Count} shortfalls.");
        return shortfalls.Count == 0 ? ExitCodes.Ok : ExitCodes.Fault;
    }
}
