using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Begins the session under a client id; the Gateway answers with accounts and the next free id.</summary>
/// <param name="ClientId">This client's id: one at a time may hold it.</param>
public sealed record StartApi(int ClientId) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(71);
        writer.Int(2);
        writer.Int(ClientId);
        writer.Unset();
    }
}
