using MiaIa.GatewaySim.Markets;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>One open market-data line, and what it has been sent. Under the Gateway's gate.</summary>
internal sealed class Line(ClientSession owner, int requestId, Listed item, LineOrder order)
{
    /// <summary>The client.</summary>
    public ClientSession Owner { get; } = owner;

    /// <summary>The client's number.</summary>
    public int RequestId { get; } = requestId;

    /// <summary>The instrument.</summary>
    public Listed Item { get; } = item;

    /// <summary>What was asked for.</summary>
    public LineOrder Order { get; } = order;

    /// <summary>Silent for ever, without a word.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>What was sent last.</summary>
    public Quote Sent { get; set; }

    /// <summary>The second in which the last round was sent; −1 before the first.</summary>
    public int SentBeat { get; set; } = -1;

    /// <summary>When the next model row is due.</summary>
    public TimeSpan ModelDue { get; set; }

    /// <summary>When open interest is due.</summary>
    public TimeSpan OpenInterestDue { get; set; }

    /// <summary>Values about 15 minutes old.</summary>
    public bool IsDelayed => Order.Type is LineType.Delayed or LineType.DelayedFrozen;
}
