using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for every single tick of a contract.</summary>
/// <param name="RequestId">The number that the answers will carry.</param>
/// <param name="Contract">What is asked for.</param>
/// <param name="Kind"><c>Last</c>, <c>AllLast</c>, <c>BidAsk</c> or <c>MidPoint</c>.</param>
/// <param name="PastTicks">Ticks of the past to begin with.</param>
/// <param name="IgnoresSize">Leaves ticks out that change a size only.</param>
public sealed record TickByTickRequest(int RequestId, Contract Contract, string Kind, int PastTicks = 0, bool IgnoresSize = false) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(97);
        writer.Int(RequestId);
        writer.Contract(Contract);
        writer.Text("kind", Kind);
        writer.Int(PastTicks);
        writer.Flag(IgnoresSize);
    }
}
