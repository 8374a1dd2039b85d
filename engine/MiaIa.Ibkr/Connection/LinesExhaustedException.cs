namespace MiaIa.Ibkr.Connection;

/// <summary>A line was asked for when none was free. Nothing was sent.</summary>
public sealed class LinesExhaustedException : Exception
{
    /// <summary>Names request and limit.</summary>
    public LinesExhaustedException(int requestId, int inUse, int limit)
        : base($"request {requestId} gets no market-data line: {inUse} of {limit} are held, or it holds one already") { }
}
