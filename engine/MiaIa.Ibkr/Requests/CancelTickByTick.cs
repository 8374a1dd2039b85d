using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Ends a request for single ticks.</summary>
/// <param name="RequestId">The request for ticks.</param>
public sealed record CancelTickByTick(int RequestId) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(98);
        writer.Int(RequestId);
    }
}
