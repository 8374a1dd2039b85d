using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for every contract that fits; for options one request an expiry and class, without strike.</summary>
/// <param name="RequestId">The number that the answers will carry.</param>
/// <param name="Contract">What is asked for.</param>
/// <param name="IncludeExpired">Expired futures too.</param>
public sealed record ContractDetailsRequest(int RequestId, Contract Contract, bool IncludeExpired = false) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(9);
        writer.Int(8);
        writer.Int(RequestId);
        writer.Contract(Contract);
        writer.Flag(IncludeExpired);
        writer.Unset(); // kind of security id
        writer.Unset(); // security id
        if (writer.ServerVersion >= ServerVersion.ContractQueriesCarryIssuer)
            writer.Unset();
    }
}
