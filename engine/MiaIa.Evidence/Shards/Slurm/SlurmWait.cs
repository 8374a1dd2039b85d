using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>Waits until Slurm has done with the tasks of a plan, and tells meanwhile how far it is.</summary>
internal sealed class SlurmWait(
    PlanFolder folder,
    SlurmQueue queue,
    SlurmOptions options,
    IProgress<CarryProgress> progress,
    TimeProvider time
)
{
    private readonly long _began = time.GetTimestamp();
    private readonly HashSet<int> _open = [.. folder.Missing()];
    private readonly int _before = folder.Plan.Shards.Count - folder.Missing().Count;

    /// <summary>Puts tasks before Slurm and waits until it has none of this plan.</summary>
    /// <returns>Why waiting on would be in vain; empty when all are gone.</returns>
    /// <exception cref="EvidenceException">Slurm takes none of them, or does not answer.</exception>
    public async Task<string> UntilGoneAsync(List<int> tasks, int group, CancellationToken cancellation)
    {
        var isNew = tasks.Count > 0;
        for (var (refusals, gone) = (0, 0); ; )
        {
            var refused = await queue.SubmitAsync(tasks, group, cancellation);
            var queued = await queue.LookAsync(cancellation);
            Tell(queued, refused);
            // Once may be because the last ones have ended since.
            if (queued is { Count: 0 } && refused.Length > 0 && ++refusals > 1)
                throw new EvidenceException($"Slurm takes no task: {refused}");
            // Twice, since a task that goes to another node is for a moment in none of the states that squeue lists, and since a folder that is
            // shared shows late what another machine wrote.
            gone = queued is { Count: 0 } && refused.Length == 0 ? gone + 1 : 0;
            if (gone > 1 || (gone == 1 && (!isNew || _open.Count == 0)))
                return "";
            if (queued is { Count: > 0 } && queued.All(task => task.IsStuck))
                return $"Slurm holds all {queued.Count} tasks ({queued[0].Reason}): release or cancel the jobs called {queue.Name}, then start again";
            await Task.Delay(options.PollInterval, time, cancellation);
        }
    }

    private void Tell(IReadOnlyList<QueuedTask>? queued, string refused)
    {
        _open.RemoveWhere(index => folder.IsDone(folder.Plan.Shards[index]));
        var total = folder.Plan.Shards.Count;
        var note = queued is null
            ? $"Slurm does not answer: {queue.Silence}"
            : string.Join(", ", queued.GroupBy(task => task.State).Select(group => $"{group.Count()} {group.Key.ToLowerInvariant()}"));
        var waits = (queued ?? []).Where(task => task.State == "PENDING").Select(task => task.Reason).Distinct().Take(3).ToArray();
        if (waits.Length > 0)
            note += $" ({string.Join(", ", waits)})";
        if (refused.Length > 0)
            note += $"; Slurm takes no more for now: {refused}";
        var failed = _open.Count(index => folder.FailureOf(folder.Plan.Shards[index]) is not null);
        progress.Report(new CarryProgress(total, _before, total - _before - _open.Count, failed, 0, 0, time.GetElapsedTime(_began), note));
    }
}
