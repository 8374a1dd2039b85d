namespace MiaIa.Engine.Risk;

/// <summary>Refuses a spread that is too wide or not known. A crossed book has no wide spread: <see cref="UnsoundBook"/> judges it by its time.</summary>
internal static class WideSpread
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var isKnown = moment.Bid.IsKnown && moment.Ask.IsKnown;
        var spread = isKnown ? moment.Ask - moment.Bid : double.NaN;
        return new(RiskCode.Spread, spread <= entry.Options.SpreadTicksMax, spread, entry.Options.SpreadTicksMax);
    }
}
