using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>Does one shard at a time on this machine.</summary>
public interface IShardWorker : IAsyncDisposable
{
    /// <summary>Does one.</summary>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    Task<ShardResult> RunAsync(int index, IProgress<WorkProgress> progress, CancellationToken cancellation);
}
