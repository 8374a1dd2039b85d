using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Chooses what later lines deliver: live, frozen or delayed values.</summary>
/// <param name="Type">What to deliver.</param>
public sealed record LineTypeRequest(LineType Type) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(59);
        writer.Int(1);
        writer.Int((int)Type);
    }
}
