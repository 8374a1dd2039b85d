namespace MiaIa.Evidence.Shards.Local;

/// <summary>Carries a plan with workers of this machine, each of which takes the next shard when it has done one.</summary>
/// <param name="hire">Makes a worker.</param>
/// <param name="workers">How many work at once.</param>
/// <param name="time">The clock of the progress.</param>
public sealed class LocalCarrier(Func<IShardWorker> hire, int workers, TimeProvider time) : IShardCarrier
{
    /// <summary>How often a shard is begun before it counts as one that cannot be done now.</summary>
    public const int TriesMax = 3;

    // Nobody of this machine writes for a day to a unit that he still works on; another machine's is left alone as long.
    private static readonly TimeSpan UntouchedMin = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<CarryResult> CarryAsync(PlanFolder folder, IProgress<CarryProgress> progress, CancellationToken cancellation)
    {
        folder.ForgetFailures();
        folder.Units.ClearUnfinished(UntouchedMin, time.GetUtcNow());
        var missing = folder.Missing();
        var run = new CarryRun(folder, missing, progress, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var hands = Enumerable.Range(0, Math.Min(workers, missing.Count)).Select(_ => WorkAsync(run, ended)).ToArray();
        await Task.WhenAll(hands);
        cancellation.ThrowIfCancellationRequested();
        folder.ClearWhenWhole(time);
        return new CarryResult(folder.Plan.Shards.Count, run.NotDone(), IsElsewhere: false, []);
    }

    private async Task WorkAsync(CarryRun run, CancellationTokenSource ended)
    {
        try
        {
            await using var worker = hire();
            while (run.Next() is { } turn)
            {
                var result = await worker.RunAsync(turn.Index, run.Watch(turn.Index), ended.Token);
                run.End(turn, result with { Unit = run.UnitOf(turn.Index) });
            }
        }
        catch
        {
            // The others are not let work on for hours before anybody hears of it.
            await ended.CancelAsync();
            throw;
        }
    }
}
