using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.Replay;
using Spectre.Console;

namespace MiaIa.Cli.Replay;

/// <summary><c>miaia replay</c>: files or a journal through the core at full speed, without network.</summary>
internal static class ReplayCommand
{
    private const string Doc = """
        Play recorded files or a journal through the core at full speed, without network.

        Examples:
          miaia replay --scid ESH24_FUT_CME.scid --depth ESH24_FUT_CME.2023-12-25.depth
          miaia replay --scid ESZ26_FUT_CME.scid --from 2026-11-24T14:30Z --to 2026-11-24T21:00Z --csv readings.csv
          miaia replay --journal journal --settings appsettings.json --json readings.json --every 5000
          miaia synth --out made-up && miaia replay --scid made-up/SYNTHETIC-ESZ26_FUT_CME.scid --depth made-up/SYNTHETIC-ESZ26_FUT_CME.2026-11-16.depth

        Times are market time, UTC. In files local time is market time and a heartbeat comes every second: a pause is not a stale feed.
        """;

    public static Command Create()
    {
        var scid = Arguments.ExistingFile("--scid", "Recorded trades (ticks), named after their symbol.");
        var depth = new Option<FileInfo[]>("--depth")
        {
            Description = "Depth that belongs to --scid; once for each day's file.",
            AllowMultipleArgumentsPerToken = true,
        };
        depth.Validators.Add(RefuseMissing);
        var journal = new Option<string?>("--journal") { Description = "A journal's directory (its newest chain) or one segment." };
        var settings = Arguments.ExistingFile("--settings", "The engine's appsettings.json; without it its defaults.");
        var floor = Range("--coverage-floor", "Instead of the settings' coverage floor.", 0.01, 1);
        var instrument = new Option<string?>("--instrument") { Description = "Whose prices --scid holds, where its name does not say so." };
        instrument.AcceptOnlyFromAmong("ES", "MES", "NQ", "MNQ");
        var multiplier = Range(
            "--price-multiplier",
            "What prices of the files are multiplied by to give points; found out by itself when it is 1 or 0.01.",
            0.000001,
            1_000_000
        );
        var chain = Arguments.ExistingFile("--chain", "A Cboe quote table (.csv or .csv.gz) that stands still beside --scid, as a replay.");
        var basis = Range(
            "--basis",
            "Future less index while --chain stands; without it the index is not known and feature 1 is not ready.",
            -1_000,
            1_000
        );
        var volatility = Range("--vix", "The volatility index while --chain stands; without it feature 1 is not ready.", 1, 200);
        var from = Moment("--from", "First moment of --scid to play, such as 2026-11-24T14:30Z.");
        var to = Moment("--to", "Play --scid up to this moment.");
        var every = Arguments.Number("--every", "Market time from one evaluation to the next, in milliseconds.", 1_000, 10, 3_600_000);
        var csv = new Option<string?>("--csv") { Description = "Write each evaluation to this file, a line each." };
        var json = new Option<string?>("--json") { Description = "Write each evaluation to this file, as one JSON array." };
        var quiet = new Option<bool>("--quiet") { Description = "Do not print signals as they come." };
        var command = new Command("replay", Doc)
        {
            scid,
            depth,
            chain,
            basis,
            volatility,
            journal,
            settings,
            floor,
            instrument,
            multiplier,
            from,
            to,
            every,
            csv,
            json,
            quiet,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(scid) is null == result.GetValue(journal) is null)
                result.AddError("give either --scid or --journal");
            if (result.GetValue(chain) is not null && result.GetValue(scid) is null)
                result.AddError("--chain needs the --scid it stands beside; a journal holds its own options");
            if (result.GetValue(journal) is not null && (result.GetValue(depth) ?? []).Length > 0)
                result.AddError("--depth belongs to --scid; a journal holds its own books");
            if (result.GetValue(journal) is { } path && !File.Exists(path) && !Directory.Exists(path))
                result.AddError($"--journal = {path}: there is no such file or directory");
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    new ReplayRequest
                    {
                        ScidPath = parsed.GetValue(scid)?.FullName,
                        DepthPaths = [.. (parsed.GetValue(depth) ?? []).Select(file => file.FullName)],
                        JournalPath = parsed.GetValue(journal),
                        SettingsPath = parsed.GetValue(settings)?.FullName,
                        CoverageFloor = parsed.GetValue(floor),
                        Instrument = parsed.GetValue(instrument),
                        ChainPath = parsed.GetValue(chain)?.FullName,
                        BasisPoints = parsed.GetValue(basis),
                        VolatilityPercent = parsed.GetValue(volatility),
                        PriceMultiplier = parsed.GetValue(multiplier),
                        FromUnixMicros = parsed.GetValue(from),
                        ToUnixMicros = parsed.GetValue(to),
                        EveryMillis = parsed.GetValue(every),
                        CsvPath = parsed.GetValue(csv),
                        JsonPath = parsed.GetValue(json),
                        IsQuiet = parsed.GetValue(quiet),
                    },
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static void RefuseMissing(System.CommandLine.Parsing.OptionResult result)
    {
        foreach (var missing in (result.GetValueOrDefault<FileInfo[]>() ?? []).Where(file => !file.Exists))
            result.AddError($"--depth = {missing.FullName}: there is no such file");
    }

    private static Option<double?> Range(string name, string doc, double low, double high)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"{low:0.######} to {high:0.######}");
        return new Option<double?>(name)
        {
            Description = $"{doc} ({range})",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
                    return value;
                result.AddError($"{name} = '{text}': allowed: {range}");
                return null;
            },
        };
    }

    private static Option<long?> Moment(string name, string doc) =>
        new(name)
        {
            Description = doc,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    DateTimeOffset.TryParse(
                        text,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                        out var moment
                    )
                )
                {
                    return (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
                }

                result.AddError($"{name} = '{text}': a moment in UTC, such as 2026-11-24T14:30Z");
                return null;
            },
        };

    private static async Task<int> RunAsync(ReplayRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        IPlayScreen screen = Console.IsOutputRedirected ? new PlainScreen(output, TimeProvider.System) : new BarScreen(AnsiConsole.Console);
        try
        {
            await ReplaySession.PlayAsync(request, screen, output, cancellation);
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
