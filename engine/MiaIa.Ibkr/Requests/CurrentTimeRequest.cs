using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for the Gateway's clock: the heartbeat.</summary>
public sealed record CurrentTimeRequest : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(49);
        writer.Int(1);
    }
}
