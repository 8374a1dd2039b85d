using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Ends a request for bars.</summary>
/// <param name="RequestId">The request for bars.</param>
public sealed record CancelBars(int RequestId) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(25);
        writer.Int(1);
        writer.Int(RequestId);
    }
}
