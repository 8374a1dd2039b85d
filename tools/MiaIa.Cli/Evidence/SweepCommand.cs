using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Shards.Sets;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia sweep</c> and <c>miaia walk-forward</c>: sets of parameters over kept readings.</summary>
internal static class SweepCommand
{
    public static IEnumerable<Command> Create()
    {
        yield return Sweep();
        yield return WalkForward();
        yield return SurrogateCommand.Create();
    }

    /// <summary>A plan's file.</summary>
    internal static SweepPlan Read(FileInfo file) => SweepPlan.Read(File.ReadAllText(file.FullName), file.Name);

    private static Command Sweep()
    {
        var plan = PlanArgument();
        var sets = SetsOption();
        var exact = new Option<bool>("--exact") { Description = "Play every set at every change, not the best ones only." };
        var command = new Command(
            "sweep",
            """
            Try sets of weights, tiers, floors, times, stops and targets over recorded days, and say what luck would have made of as many.
            The features of a day are computed once and kept.

            Examples:
              miaia sweep plan.yaml --data recordings --from 2026-01-02 --to 2026-06-30 --out tried
              miaia sweep plan.yaml --data recordings --from 2026-01-02 --to 2026-01-30 --out tried --exact --json
            """
        )
        {
            plan,
            exact,
            sets,
        };
        new SweepArguments().AddTo(
            command,
            (parsed, _) =>
            {
                var read = Read(parsed.GetValue(plan)!);
                return read with { IsExact = read.IsExact || parsed.GetValue(exact) };
            },
            (parsed, read, instrument, days) =>
                read.Versions(instrument, days, SetsOf(parsed, sets) ?? SweepShards.SetsAShard(read.IsExact)),
            async (parsed, inputs, cancellation) =>
            {
                if (await Shards(parsed, sets, inputs).SweepAsync(inputs.Plan, inputs.Kept, cancellation) is not { } tried)
                    return null;
                var result = tried.With(inputs.Recordings, inputs.Plan);
                return new(SweepFiles.Write(inputs.Folder, result), SweepText.Lines(result, inputs.Folder));
            }
        );
        return command;
    }

    private static Command WalkForward()
    {
        var plan = PlanArgument();
        var sets = SetsOption();
        var command = new Command(
            "walk-forward",
            """
            Choose a set in one stretch of days by the plan's rule, leave out the embargo, judge it in the days behind, and go on from there.

            Examples:
              miaia walk-forward plan.yaml --data recordings --from 2026-01-02 --to 2026-06-30 --out tried
            """
        )
        {
            plan,
            sets,
        };
        new SweepArguments().AddTo(
            command,
            (parsed, _) => Read(parsed.GetValue(plan)!),
            (parsed, read, instrument, days) =>
            {
                read.CheckWindow(days);
                return read.Versions(instrument, days, SetsOf(parsed, sets) ?? SweepShards.SetsAShard(read.IsExact));
            },
            async (parsed, inputs, cancellation) =>
            {
                if (await Shards(parsed, sets, inputs).WalkForwardAsync(inputs.Plan, inputs.Kept, cancellation) is not { } walked)
                    return null;
                var result = walked.With(inputs.Recordings);
                return new(SweepFiles.Write(inputs.Folder, result), SweepText.Lines(result, inputs.Folder));
            }
        );
        return command;
    }

    private static SweepShards Shards(ParseResult parsed, Option<int> sets, SweepInputs inputs) =>
        new(inputs.Folder, inputs.Settings, SetsOf(parsed, sets), inputs.Carry);

    private static int? SetsOf(ParseResult parsed, Option<int> sets) => parsed.GetValue(sets) is > 0 and var most ? most : null;

    private static Option<int> SetsOption() =>
        Arguments.Number(
            "--sets-a-shard",
            $"A shard is a day and so many sets at most; 0 = {SweepShards.ScreenedDefault} that are screened, {SweepShards.PlayedDefault} that are played at every change",
            0,
            0,
            SweepPlan.SetsMax
        );

    private static Argument<FileInfo> PlanArgument()
    {
        var plan = new Argument<FileInfo>("plan")
        {
            Description = "What to try: docs/evidence-sweeps.md (.html in the package for Windows).",
        };
        plan.AcceptExistingOnly();
        return plan;
    }
}
