using MiaIa.Ibkr.Client;

namespace MiaIa.Ibkr.Planning;

/// <summary>Warns when a sweep is down to silent contracts and much of the chain's open interest did not come: levels of a part may be those of another chain.</summary>
internal static class OpenInterestCheck
{
    /// <summary>Below it a trader is told; feature 1 is not ready below 0.80. Other programs for IBKR ask for as much (facts on TWS, section 5).</summary>
    public const double ShareMin = 0.9;

    /// <summary>Raises or ends the warning.</summary>
    public static void Tell(ChainPlanner planner, IClientRequests requests)
    {
        if (!planner.IsFitted || !planner.Visits.IsDownToSilent)
            return;
        var symbol = planner.Directory.Symbol;
        var share = planner.Analytics.Fit.OpenInterestShare;
        if (share >= ShareMin)
        {
            requests.Close(AlertNames.OpenInterestPartial, symbol);
            return;
        }
        var missing = planner.Directory.Count - planner.Book.AcceptedCount;
        requests.Raise(
            AlertNames.OpenInterestPartial,
            AlertSeverity.Warning,
            FormattableString.Invariant(
                $"{symbol}: {share:F2} of the open interest is known, {missing} of {planner.Directory.Count} contracts did not say theirs: levels rest on the others"
            ),
            symbol
        );
    }
}
