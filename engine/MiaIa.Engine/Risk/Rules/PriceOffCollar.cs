namespace MiaIa.Engine.Risk;

/// <summary>Refuses when the last trade is too far from the signal's reference, or from the side of the book that would be hit.</summary>
internal static class PriceOffCollar
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var hit = entry.Born.Direction == Market.Direction.Short ? moment.Bid : moment.Ask;
        var isKnown = moment.LastPrice.IsKnown && entry.Born.Reference.IsKnown && hit.IsKnown;
        var apart = isKnown ? Math.Max(Math.Abs(moment.LastPrice - entry.Born.Reference), Math.Abs(moment.LastPrice - hit)) : double.NaN;
        return new(RiskCode.PriceCollar, apart <= entry.Options.CollarTicks, apart, entry.Options.CollarTicks);
    }
}
