using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia surrogate</c>: the same signals without what they may know.</summary>
internal static class SurrogateCommand
{
    public static Command Create()
    {
        var plan = Arguments.ExistingFile("--plan", "A sweep's plan; without it the settings as they are.");
        var set = Arguments.Number("--set", "The plan's set; 0 = the settings as they are.", 0, 0, SweepPlan.SetsMax);
        var count = Arguments.Number("--surrogates", "Of each kind.", 999, 19, 100_000);
        var seed = Arguments.Number("--seed", "Of the draw.", 1UL, 0UL, ulong.MaxValue);
        var command = new Command(
            "surrogate",
            """
            Give the signals of recorded days the other side at the toss of a coin, the prices of another day, and the minutes of the day in another
            order, and say how often chance earns as much.

            Examples:
              miaia surrogate --data recordings --from 2026-01-02 --to 2026-06-30 --out tried
              miaia surrogate --plan plan.yaml --set 17 --data recordings --from 2026-01-02 --to 2026-06-30 --out tried
            """
        )
        {
            plan,
            set,
            count,
            seed,
        };
        new SweepArguments().AddTo(
            command,
            (parsed, instrument) =>
            {
                var read = parsed.GetValue(plan) is { } file ? SweepCommand.Read(file) : SweepPlan.AsSet(instrument);
                return read with { Surrogates = parsed.GetValue(count), Seed = parsed.GetValue(seed) };
            },
            (parsed, read, instrument, _) => [read.VersionOf(instrument, parsed.GetValue(set))],
            (parsed, inputs, cancellation) =>
            {
                SurrogateResult[] results =
                [
                    .. SurrogateResult
                        .Of(inputs.Plan, inputs.Instrument, parsed.GetValue(set), inputs.Kept.Days, cancellation)
                        .Select(result => result.With(inputs.Recordings)),
                ];
                return Task.FromResult<SweepAnswer?>(
                    new(SweepFiles.Write(inputs.Folder, results), SweepText.Lines(results, inputs.Folder))
                );
            }
        );
        return command;
    }
}
