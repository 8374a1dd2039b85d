namespace MiaIa.Evidence.Sweeps;

/// <summary>Tries sets of parameters on days, wherever that is done.</summary>
internal interface ISetTrials
{
    /// <summary>Has all of it done. A day with some sets is a piece of work of its own; neither their order nor how sets are put together changes anything.</summary>
    /// <returns>Null where not all of it is done yet, and others are to do it, or could not.</returns>
    /// <exception cref="Work.EvidenceException">It cannot be done, or kept readings are damaged.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation);
}
