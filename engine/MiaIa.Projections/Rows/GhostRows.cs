using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;

namespace MiaIa.Projections.Rows;

/// <summary>What each signal would have earned, refused or not.</summary>
internal static class GhostRows
{
    internal static readonly RowTable<GhostTrade> Ghosts = new(
        "ghosts",
        true,
        [
            ("signal_id", g => Cell.Number(g.Trip.SignalId)),
            ("rule", g => g.Trip.Rule.ToString()),
            ("refused", g => NamesOf(g.RefusedBy)),
            ("direction", g => Cell.Word(g.Trip.Direction)),
            ("opened_ns", g => g.Trip.OpenedAt.Value),
            ("closed_ns", g => g.Trip.ClosedAt.Value),
            ("ticks", g => g.Trip.LotTicks),
            ("mae_ticks", g => (long)g.Trip.AdverseTicks),
            ("mfe_ticks", g => (long)g.Trip.FavourableTicks),
            ("profit_cents_0", g => g.Trip.Profit.Zero),
            ("profit_cents_1", g => g.Trip.Profit.One),
            ("profit_cents_2", g => g.Trip.Profit.Two),
        ]
    );

    private static string NamesOf(RefusalSet codes) =>
        string.Join(' ', Enumerable.Range(0, RiskCodes.Count).Select(n => (RiskCode)n).Where(codes.Contains).Select(RiskCodes.NameOf));
}
