namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Which expiries stream: the first live dates, those with the largest gross exposure, the last listed. Of two classes on one date the heavier
/// one.
/// </summary>
internal static class ExpiryChoice
{
    /// <summary>Chooses, in order of settlement.</summary>
    /// <param name="directory">The chain; an expiry whose contracts are not known cannot stream.</param>
    /// <param name="ranking">What each expiry weighs.</param>
    /// <param name="settings">How many of which kind, and by which fraction a challenger has to be larger.</param>
    /// <param name="incumbents">What streams now: an incumbent counts for more by the edge.</param>
    public static List<int> Of(ChainDirectory directory, ChainRanking ranking, PlanSettings settings, IReadOnlyCollection<int> incumbents)
    {
        var chain = directory.Chain;
        var live = Enumerable.Range(ranking.FirstLive, chain.Expiries.Length - ranking.FirstLive).Where(directory.IsKnown).ToArray();
        var views = ranking.Views.ToArray();
        double Weight(int e) => views[e].Gross * (incumbents.Contains(e) ? 1 + settings.ExpiryEdge : 1);
        var chosen = live.GroupBy(e => chain.Expiries[e].Date)
            .OrderBy(date => date.Key)
            .Take(settings.LiveDates)
            .Select(date => date.OrderByDescending(Weight).First())
            .ToList();
        if (settings.StreamsLast && live.Length > 0)
            chosen.Add(live[^1]);
        chosen.AddRange(live.Except(chosen).OrderByDescending(Weight).Take(settings.ExpiriesByGross).ToArray());
        return [.. chosen.Distinct().Order()];
    }
}
