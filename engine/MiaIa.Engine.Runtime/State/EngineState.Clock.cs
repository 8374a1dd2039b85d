using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.State;

// Local time, as the inputs bring it.
public sealed partial class EngineState
{
    /// <summary>The local clock moved on.</summary>
    public void Tick(long receivedAtUnixNs) => ToAll(MarketEvent.Clock(Received(receivedAtUnixNs)));

    /// <summary>Order ids go on from a moment of local time, unless they are beyond it.</summary>
    public void PassOrderIdsUntil(long localUnixNs)
    {
        foreach (var instrument in _instruments)
            instrument.Core.Trading.Orders.PassIdsUntil(UnixNanos.Trusted(localUnixNs));
    }

    private UnixNanos Received(long unixNs)
    {
        NewestUnixNs = Math.Max(NewestUnixNs, unixNs);
        return UnixNanos.Trusted(NewestUnixNs);
    }
}
