using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>Asks for bars of the past.</summary>
/// <param name="RequestId">The number that the answers will carry.</param>
/// <param name="Contract">What is asked for.</param>
/// <param name="End">The last moment, <c>yyyyMMdd HH:mm:ss zone</c>; empty is now.</param>
/// <param name="BarSize">For example <c>1 day</c>.</param>
/// <param name="Duration">How far back: <c>1 M</c>, <c>2 D</c>.</param>
/// <param name="What"><c>TRADES</c>, <c>MIDPOINT</c>, <c>OPTION_IMPLIED_VOLATILITY</c>.</param>
/// <param name="RegularHoursOnly">Leaves the night out.</param>
/// <param name="KeepsUpToDate">Goes on with updates of the last bar.</param>
public sealed record BarsRequest(
    int RequestId,
    Contract Contract,
    string End,
    string BarSize,
    string Duration,
    string What,
    bool RegularHoursOnly = true,
    bool KeepsUpToDate = false
) : Request
{
    private protected override void WriteFields(RequestWriter writer)
    {
        writer.Int(20);
        writer.Int(RequestId);
        writer.Contract(Contract);
        writer.Flag(false); // no expired contracts
        writer.Text("end", End);
        writer.Text("bar size", BarSize);
        writer.Text("duration", Duration);
        writer.Flag(RegularHoursOnly);
        writer.Text("what", What);
        writer.Int(1); // dates as text
        writer.Flag(KeepsUpToDate);
        writer.Unset(); // options
    }
}
