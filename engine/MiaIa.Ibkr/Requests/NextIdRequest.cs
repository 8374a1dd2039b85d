using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for the next free request id.</summary>
public sealed record NextIdRequest : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(8);
        writer.Int(1);
        writer.Int(-1);
    }
}
