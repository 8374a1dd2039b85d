using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>Works inside this process, on a thread of its own.</summary>
public sealed class WorkerHere(ShardRun run) : IShardWorker
{
    /// <inheritdoc/>
    public Task<ShardResult> RunAsync(int index, IProgress<WorkProgress> progress, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => run.Run(index, progress, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
