using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for the accounts of the login.</summary>
public sealed record AccountsRequest : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(17);
        writer.Int(1);
    }
}
