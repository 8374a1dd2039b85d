using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>
/// Has a plan carried by Slurm: tasks of arrays, each of which does some shards of the list. Slurm schedules, puts tasks of a lost node on another
/// one and counts nothing for us: what is done is what stands in the plan's folder.
/// </summary>
/// <param name="program">This program, at the same place on every node.</param>
/// <param name="hire">Makes a worker of this machine, which does the first shard and tells by it how long one takes.</param>
/// <param name="options">How it is put before Slurm.</param>
/// <param name="runner">Runs Slurm's commands.</param>
/// <param name="time">The clock.</param>
public sealed class SlurmCarrier(
    ProgramLine program,
    Func<IShardWorker> hire,
    SlurmOptions options,
    ICommandRunner runner,
    TimeProvider time
) : IShardCarrier
{
    /// <inheritdoc/>
    public async Task<CarryResult> CarryAsync(PlanFolder folder, IProgress<CarryProgress> progress, CancellationToken cancellation)
    {
        var queue = new SlurmQueue(folder, program, options, runner);
        var wait = new SlurmWait(folder, queue, options, progress, time);
        // Jobs of an earlier start that was stopped.
        if (await wait.UntilGoneAsync([], 1, cancellation) is { Length: > 0 } stuck)
            return Result(folder, [stuck]);
        folder.ForgetFailures();
        if (folder.Missing() is not [var first, ..])
            return Result(folder, []);
        var group = await GroupAsync(folder, first, cancellation);
        for (var round = 0; round < SlurmOptions.RoundsMax; round++)
        {
            var tasks = Open(folder).Select(index => index / group).Distinct().ToList();
            if (tasks.Count == 0)
                break;
            if (await wait.UntilGoneAsync(tasks, group, cancellation) is { Length: > 0 } why)
                return Result(folder, [why]);
        }

        folder.ClearWhenWhole(time);
        var endings = Open(folder).Any() ? await queue.EndingsAsync(cancellation) : "";
        return Result(folder, endings.Length == 0 ? [] : [$"Slurm's account of the tasks: {endings}"]);
    }

    // What another try may still bring.
    private static IEnumerable<int> Open(PlanFolder folder) =>
        folder.Missing().Where(index => folder.FailureOf(folder.Plan.Shards[index]) is null);

    private async Task<int> GroupAsync(PlanFolder folder, int first, CancellationToken cancellation)
    {
        if (options.MinutesATask <= 0)
            return 1;
        await using var worker = hire();
        var began = time.GetTimestamp();
        var result = await worker.RunAsync(first, Unwatched.Instance, cancellation);
        if (result.Ending == ShardEnding.TryAgain)
        {
            // A cluster is not sent a thousand times after what fails here.
            throw new EvidenceException($"{result.Unit} failed on this machine, so no more was begun: {result.Message}");
        }

        var shard = Math.Max(time.GetElapsedTime(began).TotalMinutes, 1e-6);
        return (int)Math.Clamp(Math.Ceiling(options.MinutesATask / shard), 1, folder.Plan.Shards.Count);
    }

    private static CarryResult Result(PlanFolder folder, IReadOnlyList<string> notes)
    {
        var logs = SlurmScript.LogFolder(folder);
        var notDone = folder
            .Missing()
            .Select(index => folder.Plan.Shards[index])
            .Select(shard =>
                folder.FailureOf(shard) is { } why
                    ? new ShardResult(shard.Unit, ShardEnding.Failed, why)
                    : new ShardResult(shard.Unit, ShardEnding.TryAgain, $"no task has done it; what they said is in {logs}")
            );
        return new CarryResult(folder.Plan.Shards.Count, [.. notDone], IsElsewhere: false, notes);
    }

    private sealed class Unwatched : IProgress<WorkProgress>
    {
        public static readonly Unwatched Instance = new();

        public void Report(WorkProgress value) { }
    }
}
