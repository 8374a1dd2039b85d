using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Opens a market-data line: a stream until it is cancelled, or a snapshot that ends by itself. It occupies one line while it lives.</summary>
/// <param name="RequestId">The number that the answers will carry.</param>
/// <param name="Contract">What is asked for.</param>
/// <param name="GenericTicks">Comma list of extra ticks: 100 volume, 101 open interest, 104 and 106 volatility. A snapshot allows none.</param>
/// <param name="IsSnapshot">One round of values instead of a stream.</param>
public sealed record LineRequest(int RequestId, Contract Contract, string GenericTicks = "", bool IsSnapshot = false) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(1);
        writer.Int(11);
        writer.Int(RequestId);
        writer.Contract(Contract);
        writer.Flag(false); // no delta-neutral leg
        writer.Text("generic ticks", GenericTicks);
        writer.Flag(IsSnapshot);
        writer.Flag(false); // never a regulatory snapshot: each one costs money
        writer.Unset(); // options
    }
}
