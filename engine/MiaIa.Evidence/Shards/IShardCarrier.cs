using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards;

/// <summary>Gets a plan done: here, or by a scheduler that knows how to run a command many times.</summary>
public interface IShardCarrier
{
    /// <summary>Does what is missing, or has it done, and waits where there is something to wait for.</summary>
    /// <param name="folder">The plan, and what is done of it.</param>
    /// <param name="progress">Takes how far it is, now and then, on any thread, one call at a time.</param>
    /// <param name="cancellation">Ends it early; what is done stays done.</param>
    /// <exception cref="EvidenceException">It cannot be carried this way.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    Task<CarryResult> CarryAsync(PlanFolder folder, IProgress<CarryProgress> progress, CancellationToken cancellation);
}
