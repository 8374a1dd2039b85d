using System.Globalization;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Projections.Rows;

/// <summary>Executions as the account booked them, and trades from flat to flat.</summary>
internal static class AccountRows
{
    // The signal that a trade came from. Ids rise for ever within a journal.
    private const string OfSignal =
        "FROM signals s WHERE s.signal_id = @signal_id AND s.instrument = @instrument ORDER BY s.segment DESC, s.byte DESC LIMIT 1";

    internal static readonly RowTable<BookedFill> Fills = new(
        "fills",
        true,
        [
            ("fill_key", f => f.Fill.Key.ToString("x16", CultureInfo.InvariantCulture)),
            ("order_id", f => Cell.Number(f.Fill.OrderId)),
            ("role", f => f.Fill.Role.ToString()),
            ("direction", f => Cell.Word(f.Fill.Direction)),
            ("lots", f => f.Fill.Assumed.IsKnown ? 0L : f.Fill.Lots.Value),
            ("price_ticks", f => (long)f.Fill.Price.Value),
            ("observed_ns", f => f.Fill.ObservedAt.Value),
            ("inferred", f => Cell.Flag(f.Fill.IsInferred)),
            ("intended_ticks", f => Cell.Ticks(f.Intended)),
            ("slippage_cents", f => f.Against.IsKnown ? f.SlippageCents : DBNull.Value),
            ("realized_cents", f => f.Booking.RealizedCents),
            ("fees_cents", f => f.Booking.FeesCents),
            ("opened", f => Cell.Flag(f.Booking.HasOpened)),
            ("trade_date", f => Cell.Date(f.Booking.TradeDate)),
        ]
    );

    internal static readonly RowTable<RoundTrip> RoundTrips = new(
        "round_trips",
        true,
        [
            ("trade_date", t => Cell.Date(t.TradeDate)),
            ("signal_id", t => Cell.Number(t.SignalId)),
            ("order_id", t => Cell.Number(t.OrderId)),
            ("direction", t => Cell.Word(t.Direction)),
            ("lots", t => (long)t.Lots),
            ("entered_ns", t => t.EnteredAt.Value),
            ("exited_ns", t => t.ExitedAt.Value),
            ("entry_ticks", t => t.EntryTicks),
            ("exit_ticks", t => t.ExitTicks),
            ("mae_ticks", t => t.MaeTicks),
            ("mfe_ticks", t => t.MfeTicks),
            ("profit_cents", t => t.ProfitCents),
            ("fees_cents", t => t.FeesCents),
        ],
        [
            (
                "slippage_cents",
                "(SELECT SUM(f.slippage_cents) FROM fills f WHERE f.order_id = @order_id AND @order_id <> 0 AND f.instrument = @instrument"
                    + " AND f.observed_ns BETWEEN @entered_ns AND @exited_ns)"
            ),
            ("tier", $"(SELECT s.tier {OfSignal})"),
            ("score", $"(SELECT s.score {OfSignal})"),
            ("coverage", $"(SELECT s.coverage {OfSignal})"),
            .. FeatureNames.All.ToArray().Select(feature => (feature, ReadingOf(feature))),
        ]
    );

    private static string ReadingOf(string feature) =>
        $"(SELECT (SELECT r.value FROM readings r WHERE (r.segment, r.byte, r.seq) = (s.segment, s.byte, s.seq) AND r.feature = '{feature}') {OfSignal})";

    /// <summary>A fill, what it was meant to cost, and how the account booked it.</summary>
    /// <param name="Fill">The execution.</param>
    /// <param name="Booking">What the account made of it.</param>
    /// <param name="Intended">Reference of an entry, price of a stop or target; no price where there is none.</param>
    /// <param name="TickValueCents">Of one contract.</param>
    internal readonly record struct BookedFill(Fill Fill, FillBooking Booking, PriceTicks Intended, int TickValueCents)
    {
        /// <summary>The price that slippage is told against: of a correction the assumed one, whose own slippage stands in its row.</summary>
        internal PriceTicks Against => Fill.Assumed.IsKnown && Intended.IsKnown ? Fill.Assumed : Intended;

        /// <summary>What the fill cost against that price, ≥ 0 when it was worse.</summary>
        internal object SlippageCents => (long)(Fill.Price.Value - Against.Value) * Fill.SignedLots * TickValueCents;
    }
}
