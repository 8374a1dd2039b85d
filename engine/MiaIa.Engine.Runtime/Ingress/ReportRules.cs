using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of what the study reports of itself.</summary>
public static class ReportRules
{
    /// <summary>Returns the first rule that <paramref name="heartbeat"/> breaks, or null. A chart that has no time yet sends 0.</summary>
    public static Refusal? FirstBroken(Heartbeat heartbeat)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        return (heartbeat.MarketUnixUs == 0 ? null : Field.Time("heartbeat.market_unix_us", heartbeat.MarketUnixUs))
            ?? Hops("heartbeat.latency", heartbeat.Latency);
    }

    /// <summary>Returns the first rule that <paramref name="goodbye"/> breaks, or null.</summary>
    public static Refusal? FirstBroken(Goodbye goodbye)
    {
        ArgumentNullException.ThrowIfNull(goodbye);
        return Field.Text("goodbye.reason", goodbye.Reason, Limits.TextCharactersMax) ?? Hops("goodbye.latency", goodbye.Latency);
    }

    /// <summary>Returns the first rule that <paramref name="gap"/>, standing at <paramref name="counter"/>, breaks, or null.</summary>
    public static Refusal? FirstBroken(Gap gap, ulong counter)
    {
        ArgumentNullException.ThrowIfNull(gap);
        if (gap.FirstCounter == 0 || gap.FirstCounter > gap.LastCounter)
            return Refusal.From(RefusalReason.BadGap, "gap.first_counter", gap.FirstCounter, "1 to last_counter");

        return gap.LastCounter != counter
            ? Refusal.From(RefusalReason.BadGap, "gap.last_counter", gap.LastCounter, "the frame's own counter")
            : Field.Name("gap.reason", gap.Reason);
    }

    private static Refusal? Hops(string field, Google.Protobuf.Collections.RepeatedField<HopLatency> hops)
    {
        if (hops.Count > Limits.HopsMax)
            return Refusal.From(RefusalReason.BadCount, field + ".length", hops.Count, "at most 16");

        foreach (var hop in hops)
        {
            var broken =
                Field.Name(field + ".hop", hop.Hop)
                ?? Field.Finite(field + ".p50_us", hop.P50Us)
                ?? Field.Finite(field + ".p99_us", hop.P99Us)
                ?? Field.Finite(field + ".max_us", hop.MaxUs);
            if (broken is not null)
                return broken;
        }

        return null;
    }
}
