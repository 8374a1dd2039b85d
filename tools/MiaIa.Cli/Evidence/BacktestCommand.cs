using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia backtest</c>: recorded days through the engine's core, with risk, paper fills and ghosts.</summary>
internal sealed class BacktestCommand
{
    private const string Doc = """
        Play recorded trading days through the engine's core, with risk, paper fills and ghosts, and say what came of it.
        A second start goes on where the first was ended. What days can be played says miaia data index.

        Examples:
          miaia backtest --data C:\SierraChart\Data --from 2026-01-02 --to 2026-06-30 --out half-year
          miaia backtest --data recordings --chains tables --from 2023-12-26 --to 2023-12-26 --out one-day --workers 1
        """;

    private readonly Option<DirectoryInfo> _out = new("--out")
    {
        Description = "Takes the results; made where it is not there.",
        Required = true,
    };
    private readonly Option<string?> _bars = new("--bars")
    {
        Description = "Play exports of bars instead, whose times are of this zone, such as America/Chicago. No signal can be born of them.",
    };
    private readonly DayArguments _days = new();
    private readonly ShardArguments _shards = new();
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public static Command Create()
    {
        var backtest = new BacktestCommand();
        var command = new Command("backtest", Doc) { backtest._out, backtest._bars };
        backtest._days.AddTo(command);
        foreach (var option in backtest._shards.All)
            command.Options.Add(option);
        command.Options.Add(backtest._json);
        command.SetAction(
            (parsed, cancellation) => DayArguments.RunAsync(parsed, output => backtest.PlayAsync(parsed, output, cancellation))
        );
        return command;
    }

    private async Task<bool> PlayAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        // What is made says what somebody trades, as the journal does.
        PrivateFiles.Only();
        var isJson = parsed.GetValue(_json);
        var told = isJson ? parsed.InvocationConfiguration.Error : output;
        var bars = Bars(parsed);
        var days = _days.Read(parsed, bars?.Folder, cancellation);
        var settings = _days.SettingsPath(parsed);
        var plan = DayWork.PlanOf(days.Playable, settings, _days.WarmUp(parsed));
        var folder = PlanFolder.Write(parsed.GetValue(_out)!.FullName, plan);
        var carried = await _shards.CarryAsync(parsed, folder, told, cancellation);
        string[] done = [.. plan.Shards.Where(folder.IsDone).Select(shard => folder.Units.FolderOf(shard.Unit))];
        if (done.Length == 0)
        {
            await told.WriteLineAsync("No day is done; there is nothing to gather yet.");
            return carried.IsElsewhere;
        }

        var failed = carried.NotDone.ToDictionary(result => result.Unit, result => result.Message);
        var request = new BacktestRequest(
            _days.From(parsed),
            _days.To(parsed),
            days.Instrument,
            DaySettings.Of(settings),
            done,
            [
                .. days.NotPlayable(),
                .. bars?.NotTaken ?? [],
                .. days
                    .Playable.Where(day => failed.ContainsKey(UnitOf(day)))
                    .Select(day => RecordedDays.NotPlayed(day, failed[UnitOf(day)])),
            ]
        )
        {
            Recorded = [.. days.Playable],
        };
        var results = BacktestGather.Write(request, folder.Folder, cancellation);
        foreach (var line in BacktestText.Lines(results, folder.Folder))
            await told.WriteLineAsync(line);
        if (isJson)
            await JsonOutput.CopyAsync(Path.Combine(folder.Folder, BacktestResults.FileName), output);
        return carried.IsWhole || carried.IsElsewhere;
    }

    // Null where trades were recorded.
    private BarRecordings? Bars(ParseResult parsed) =>
        parsed.GetValue(_bars) is { } zone
            ? BarRecordings.Of(_days.DataFolder(parsed), zone, Path.Combine(parsed.GetRequiredValue(_out).FullName, "bars"))
            : null;

    private static string UnitOf(RecordedDay day) => DayRun.IdOf(day.Instrument, day.Date);
}
