using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary>What the commands that try sets of parameters have in common: the days, the keeping of their readings, and how it is told.</summary>
internal sealed class SweepArguments
{
    private readonly DayArguments _days = new();
    private readonly Option<DirectoryInfo> _out = new("--out")
    {
        Description = "Takes kept readings and results; made where it is not there. Readings that are there are not made again.",
        Required = true,
    };
    private readonly Option<bool> _json = JsonOutput.CreateOption();
    private readonly ShardArguments _shards = new();

    /// <summary>Adds them to a command and says what it does.</summary>
    /// <param name="command">To be completed.</param>
    /// <param name="planOf">Reads the plan; without one of its own it is one of the recordings' instrument.</param>
    /// <param name="versionsOf">
    /// With which constants of features the days are needed, by the plan, its instrument and how many days there are. Refuses what cannot be done, before
    /// any day is played, which may take hours.
    /// </param>
    /// <param name="act">Tries what is asked for, writes it, and answers with it as JSON and in lines; null where that is not all done yet.</param>
    internal void AddTo(
        Command command,
        Func<ParseResult, string, SweepPlan> planOf,
        Func<ParseResult, SweepPlan, InstrumentOptions, int, IReadOnlyList<FeatureVersion>> versionsOf,
        Func<ParseResult, SweepInputs, CancellationToken, Task<SweepAnswer?>> act
    )
    {
        command.Options.Add(_out);
        _days.AddTo(command);
        foreach (var option in _shards.All)
            command.Options.Add(option);
        command.Options.Add(_json);
        command.SetAction(
            (parsed, cancellation) =>
                DayArguments.RunAsync(
                    parsed,
                    output =>
                    {
                        var days = _days.Read(parsed, ofBars: null, cancellation);
                        var plan = planOf(parsed, days.Instrument) with { SettingsPath = _days.SettingsPath(parsed) };
                        if (plan.Instrument != days.Instrument)
                        {
                            throw new EvidenceException(
                                $"the plan is one of {plan.Instrument}, and the recordings are of {days.Instrument}"
                            );
                        }

                        var versions = versionsOf(parsed, plan, InstrumentOf(parsed, plan), days.Playable.Count());
                        return TryAsync(parsed, days, plan, versions, inputs => act(parsed, inputs, cancellation), output, cancellation);
                    }
                )
        );
    }

    private InstrumentOptions InstrumentOf(ParseResult parsed, SweepPlan plan) =>
        _days.Options(parsed).Instruments.FirstOrDefault(one => one.Name == plan.Instrument)
        ?? throw new EvidenceException($"the settings have no instrument {plan.Instrument}");

    private async Task<bool> TryAsync(
        ParseResult parsed,
        RecordedDays days,
        SweepPlan plan,
        IReadOnlyList<FeatureVersion> versions,
        Func<SweepInputs, Task<SweepAnswer?>> act,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        // What is made says what somebody trades, as the journal does.
        PrivateFiles.Only();
        // JSON is one document on the standard output: how far it is goes to the other one.
        var isJson = parsed.GetValue(_json);
        var told = isJson ? parsed.InvocationConfiguration.Error : output;
        var results = parsed.GetValue(_out)!.FullName;
        var keeping = await KeepAsync(parsed, days, versions, results, told, cancellation);
        if (keeping.Kept is not { } kept)
            return keeping.IsElsewhere;
        var isElsewhere = false;
        string[] dates = [.. kept.Days.Select(day => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        var note = RecordedNote.Of(dates, [.. days.Playable], keeping.LeftOut, _days.WarmUp(parsed));
        var inputs = new SweepInputs(plan, InstrumentOf(parsed, plan), _days.SettingsPath(parsed), kept, note, results, CarryAsync);
        if (await act(inputs) is not { } answer)
        {
            await told.WriteLineAsync("Not every shard is done; nothing is said before they all are. The next start goes on.");
            return isElsewhere;
        }

        if (isJson)
            await JsonOutput.CopyAsync(answer.JsonPath, output);
        foreach (var line in isJson ? [] : answer.Lines)
            await output.WriteLineAsync(PrintableText.From(line, 1_000));
        return keeping.IsWhole;

        async Task<CarryResult> CarryAsync(PlanFolder further, CancellationToken stop)
        {
            await told.WriteLineAsync(
                $"{Path.GetFileName(further.Folder)}: {Counted.Of(further.Plan.Shards.Count, "shard")} of a day and a block of sets"
            );
            var carried = await _shards.CarryAsync(parsed, further, told, stop);
            isElsewhere = carried.IsElsewhere;
            return carried;
        }
    }

    // The readings of the days, under one combination of constants behind the other.
    private async Task<Keeping> KeepAsync(
        ParseResult parsed,
        RecordedDays days,
        IReadOnlyList<FeatureVersion> versions,
        string results,
        TextWriter told,
        CancellationToken cancellation
    )
    {
        List<NotPlayedDay> leftOut = [.. days.NotPlayable()];
        foreach (var day in leftOut)
        {
            await told.WriteLineAsync(
                PrintableText.From($"left out: {(day.Date.Length == 0 ? "" : $"{day.Date} {day.Contract}: ")}{day.Why}", 1_000)
            );
        }

        var plans = KeptDayWork.PlansOf(days.Playable, _days.SettingsPath(parsed), _days.WarmUp(parsed), versions);
        if (versions.Count > 1)
        {
            await told.WriteLineAsync(
                $"{versions.Count} combinations of constants of features: what they touch is made for each, in {Counted.Of(plans.Count, "turn")}"
            );
        }

        var (folders, isWhole, isElsewhere) = (new List<PlanFolder>(), true, false);
        foreach (var plan in plans)
        {
            var folder = PlanFolder.Write(Path.Combine(results, "kept"), plan, folders.Count);
            folders.Add(folder);
            var carried = await _shards.CarryAsync(parsed, folder, told, cancellation);
            isWhole &= carried.IsWhole;
            leftOut.AddRange(FailedOf(days, carried));
            isElsewhere = carried.IsElsewhere && !carried.IsWhole;
            // What comes behind takes over what this one makes.
            if (isElsewhere)
                break;
        }

        var kept = isElsewhere ? null : KeptDayWork.Gather(folders, versions);
        if (kept is { Days.Count: > 0 })
            return new(kept, isWhole, isElsewhere, [.. leftOut.Distinct()]);
        var (all, done) = (plans.Sum(plan => plan.Shards.Count), folders.Sum(folder => folder.Plan.Shards.Count - folder.Missing().Count));
        await told.WriteLineAsync($"The readings of {done} of {Counted.Of(all, "day")} are kept; nothing is tried before they all are.");
        return new(null, isWhole, isElsewhere, leftOut);
    }

    // Days of which no readings could be made.
    private static IEnumerable<NotPlayedDay> FailedOf(RecordedDays days, CarryResult carried) =>
        from failed in carried.NotDone
        from day in days.Playable
        where failed.Unit.Contains(DayRun.IdOf(day.Instrument, day.Date), StringComparison.Ordinal)
        select RecordedDays.NotPlayed(day, failed.Message);

    /// <param name="Kept">The readings; null where they are not all there yet, or none is.</param>
    /// <param name="IsWhole">Whether every day is there.</param>
    /// <param name="IsElsewhere">Whether others are to do what is not.</param>
    /// <param name="LeftOut">Recorded days without readings.</param>
    private sealed record Keeping(KeptVersions? Kept, bool IsWhole, bool IsElsewhere, IReadOnlyList<NotPlayedDay> LeftOut);
}
