using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>
/// The position from both sides: what our fills add up to, what is external, and what Sierra reads. Sierra is the truth; a doubt is over when two
/// readings in a row are equal and agree with what is known here.
/// </summary>
internal sealed class PositionTruth
{
    /// <summary>Larger readings are refused: no account of ours holds so many lots.</summary>
    internal const int LotsMax = 1_000_000;

    internal int Own { get; set; }

    internal int External { get; set; }

    internal bool HasReading { get; set; }

    /// <summary>The newest reading; of use only with <see cref="HasReading"/>.</summary>
    internal PositionReading Reading { get; set; }

    /// <summary>Equal readings in a row since the last doubt.</summary>
    internal int EqualReadings { get; set; }

    /// <summary>Why the next entry waits for two equal readings; empty = it does not.</summary>
    internal string Doubt { get; set; } = "";

    /// <summary>Lots that Sierra has and nobody here can explain.</summary>
    internal int Unexplained => HasReading ? Reading.Lots - Own - External : 0;

    /// <summary>False: it is not newer than the last one.</summary>
    internal bool Read(in PositionReading reading)
    {
        if (HasReading && reading.Number <= Reading.Number)
            return false;
        EqualReadings = HasReading && reading.Lots == Reading.Lots ? Math.Min(EqualReadings + 1, 2) : 1;
        HasReading = true;
        Reading = reading;
        return true;
    }

    /// <summary>A study that is there anew counts its readings anew.</summary>
    internal void ForgetReading()
    {
        HasReading = false;
        Reading = default;
        EqualReadings = 0;
    }

    internal void Begin(string doubt)
    {
        Doubt = doubt;
        EqualReadings = 0;
    }

    internal void AddOwn(int lots)
    {
        Own += lots;
        Net();
    }

    internal void AddExternal(int lots)
    {
        External += lots;
        Net();
    }

    /// <summary>
    /// Lots that counted as external are ours. Where they have closed lots of ours, which is what an exit of ours does, nothing of them is left.
    /// </summary>
    internal void Claim(int lots)
    {
        if (Math.Sign(External) != Math.Sign(lots))
            return;
        var left = Math.Sign(lots) * Math.Min(Math.Abs(lots), Math.Abs(External));
        External -= left;
        Own += left;
    }

    /// <summary>Lots of ours that stand in the market: never more than Sierra has in that direction, where it has read since our last fill.</summary>
    internal int Exposed(bool isReadingNewer)
    {
        var own = Math.Abs(Own);
        if (!HasReading || !isReadingNewer)
            return own;
        return Math.Sign(Reading.Lots) == Math.Sign(Own) ? Math.Min(own, Math.Abs(Reading.Lots)) : 0;
    }

    // A future is a net position: what somebody else sold while we were long has closed ours, and a stop of ours would reverse it.
    private void Net()
    {
        if (Math.Sign(Own) * Math.Sign(External) >= 0)
            return;
        var lots = Math.Min(Math.Abs(Own), Math.Abs(External));
        Own -= Math.Sign(Own) * lots;
        External -= Math.Sign(External) * lots;
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(Own);
        writer.WriteInt64(External);
        writer.WriteInt64(EqualReadings);
        writer.WriteString(Doubt);
        writer.WriteFlag(HasReading);
        writer.WriteUInt64(Reading.Number);
        writer.WriteInt64(Reading.Lots);
        writer.WriteInt64(Reading.OwnLots);
        writer.WriteInt64(Reading.WorkingStopLots);
        writer.WriteInt64(Reading.WorkingTargetLots);
        writer.WriteFlag(Reading.BalanceCents is not null);
        writer.WriteInt64(Reading.BalanceCents ?? 0);
        writer.WriteString(Reading.Obstacle ?? "");
        writer.WriteInt64(Reading.ObservedAt.Value);
    }

    internal void Load(ref CarryReader reader)
    {
        Own = reader.ReadLots();
        External = reader.ReadLots();
        EqualReadings = reader.ReadCount(2);
        Doubt = reader.ReadString();
        HasReading = reader.ReadFlag();
        var number = reader.ReadUInt64();
        var lots = reader.ReadLots();
        var own = reader.ReadLots();
        var stops = reader.ReadCount(LotsMax);
        var targets = reader.ReadCount(LotsMax);
        var hasBalance = reader.ReadFlag();
        var cents = reader.ReadInt64();
        Reading = new PositionReading(
            number,
            lots,
            own,
            stops,
            targets,
            hasBalance ? cents : null,
            reader.ReadString(),
            reader.ReadMoment()
        );
    }
}
