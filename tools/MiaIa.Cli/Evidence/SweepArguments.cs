using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
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
    /// <param name="check">Refuses what cannot be done with so many days and so many sets, before any day is played; null where nothing is.</param>
    /// <param name="act">Tries what is asked for, writes it, and answers with it as JSON and in lines; null where that is not all done yet.</param>
    internal void AddTo(
        Command command,
        Func<ParseResult, string, SweepPlan> planOf,
        Action<ParseResult, SweepPlan, int, int>? check,
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
                        var plan = planOf(parsed, days.Instrument);
                        if (plan.Instrument != days.Instrument)
                        {
                            throw new EvidenceException(
                                $"the plan is one of {plan.Instrument}, and the recordings are of {days.Instrument}"
                            );
                        }

                        // All that refuses a plan comes before the days are played, which may take hours.
                        var sets = plan.Count(InstrumentOf(parsed, plan));
                        check?.Invoke(parsed, plan, days.Playable.Count(), sets);
                        return TryAsync(parsed, days, plan, inputs => act(parsed, inputs, cancellation), output, cancellation);
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
        var shards = KeptDayWork.PlanOf(days.Playable, _days.SettingsPath(parsed), _days.WarmUp(parsed));
        var results = parsed.GetValue(_out)!.FullName;
        var folder = PlanFolder.Write(Path.Combine(results, "kept"), shards);
        var carried = await _shards.CarryAsync(parsed, folder, told, cancellation);
        foreach (var day in days.NotPlayable())
        {
            await told.WriteLineAsync(
                PrintableText.From($"left out: {(day.Date.Length == 0 ? "" : $"{day.Date} {day.Contract}: ")}{day.Why}", 1_000)
            );
        }

        var kept = KeptDayWork.Days(folder);
        if (kept.Count == 0 || (carried.IsElsewhere && !carried.IsWhole))
        {
            await told.WriteLineAsync(
                $"The readings of {kept.Count} of {shards.Shards.Count} days are kept; nothing is tried before they all are."
            );
            return carried.IsElsewhere;
        }

        var carriedLast = carried;
        var inputs = new SweepInputs(plan, InstrumentOf(parsed, plan), _days.SettingsPath(parsed), kept, results, CarryAsync);
        if (await act(inputs) is not { } answer)
        {
            await told.WriteLineAsync("Not every shard is done; nothing is said before they all are. The next start goes on.");
            return carriedLast.IsElsewhere;
        }

        if (isJson)
            await output.WriteAsync(answer.Json);
        foreach (var line in isJson ? [] : answer.Lines)
            await output.WriteLineAsync(PrintableText.From(line, 1_000));
        return carried.IsWhole;

        async Task<CarryResult> CarryAsync(PlanFolder further, CancellationToken stop)
        {
            await told.WriteLineAsync(
                $"{Path.GetFileName(further.Folder)}: {further.Plan.Shards.Count} shards of a day and a block of sets"
            );
            return carriedLast = await _shards.CarryAsync(parsed, further, told, stop);
        }
    }
}
