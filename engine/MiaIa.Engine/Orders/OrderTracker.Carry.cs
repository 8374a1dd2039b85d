using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <content>What must outlive a chain.</content>
public sealed partial class OrderTracker
{
    private const long CarryVersion = 1;

    /// <summary>Writes all that there is to know of it: equal states write equal bytes, so that live and replay can be compared.</summary>
    public void Save(CarryWriter writer)
    {
        writer.WriteInt64(CarryVersion);
        _state.Save(writer);
        _flatten.Save(writer);
        _reconciliation.Save(writer);
        writer.WriteInt64(_protection.NakedSinceNanos);
        writer.WriteInt64(_questions.AskedNanos);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into a tracker that was never used. Counters begin anew.</summary>
    /// <exception cref="CarryException">It does not fit these options, or a number cannot be; the tracker is then of no use.</exception>
    public void Load(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        _state.Load(ref reader);
        _flatten.Load(ref reader);
        _reconciliation.Load(ref reader);
        _protection.NakedSinceNanos = reader.ReadInt64();
        _questions.AskedNanos = reader.ReadInt64();
        _protection.Sum();
        WhyNot = _permit.WhyNot();
    }
}
