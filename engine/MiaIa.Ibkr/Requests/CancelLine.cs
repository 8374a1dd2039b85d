using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Closes a market-data line.</summary>
/// <param name="RequestId">The line's request.</param>
public sealed record CancelLine(int RequestId) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(2);
        writer.Int(2);
        writer.Int(RequestId);
    }
}
