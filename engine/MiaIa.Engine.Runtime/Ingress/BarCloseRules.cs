using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of BarClose: a bar that contradicts itself is refused.</summary>
public static class BarCloseRules
{
    /// <summary>Returns the first rule that <paramref name="bar"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(BarClose bar)
    {
        ArgumentNullException.ThrowIfNull(bar);
        return Field.Time("bar_close.start_unix_us", bar.StartUnixUs)
            ?? Period(bar)
            ?? Field.Price("bar_close.open_ticks", bar.OpenTicks)
            ?? Field.Price("bar_close.high_ticks", bar.HighTicks)
            ?? Field.Price("bar_close.low_ticks", bar.LowTicks)
            ?? Field.Price("bar_close.close_ticks", bar.CloseTicks)
            ?? Range(bar)
            ?? Volumes(bar);
    }

    private static Refusal? Period(BarClose bar) =>
        bar.PeriodSeconds <= Limits.BarSecondsMax
            ? null
            : Refusal.From(RefusalReason.OutOfRange, "bar_close.period_seconds", bar.PeriodSeconds, "0 to 604800");

    private static Refusal? Range(BarClose bar)
    {
        if (bar.HighTicks < bar.LowTicks)
            return Refusal.From(RefusalReason.BadPrice, "bar_close.high_ticks", bar.HighTicks, "at or above low_ticks");

        if (bar.OpenTicks < bar.LowTicks || bar.OpenTicks > bar.HighTicks)
            return Refusal.From(RefusalReason.BadPrice, "bar_close.open_ticks", bar.OpenTicks, "between low_ticks and high_ticks");

        return bar.CloseTicks < bar.LowTicks || bar.CloseTicks > bar.HighTicks
            ? Refusal.From(RefusalReason.BadPrice, "bar_close.close_ticks", bar.CloseTicks, "between low_ticks and high_ticks")
            : null;
    }

    private static Refusal? Volumes(BarClose bar)
    {
        // Each part is compared on its own first, so that the sum below cannot wrap.
        if (bar.BidVolumeLots > bar.VolumeLots)
            return Refusal.From(RefusalReason.BadVolume, "bar_close.bid_volume_lots", bar.BidVolumeLots, "at most volume_lots");

        if (bar.AskVolumeLots > bar.VolumeLots - bar.BidVolumeLots)
        {
            return Refusal.From(
                RefusalReason.BadVolume,
                "bar_close.ask_volume_lots",
                bar.AskVolumeLots,
                "at most volume_lots less bid_volume_lots"
            );
        }

        return bar.Trades > bar.VolumeLots
            ? Refusal.From(RefusalReason.BadVolume, "bar_close.trades", bar.Trades, "at most volume_lots")
            : null;
    }
}
