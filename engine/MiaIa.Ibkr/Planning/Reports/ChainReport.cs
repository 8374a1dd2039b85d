using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Planning;

/// <summary>Makes the report of a planned chain.</summary>
internal static class ChainReport
{
    public static FeedReport From(ChainPlanner planner, string state, long savesFailed, UnixNanos now)
    {
        var wants = planner.Wants.Values.ToArray();
        return new FeedReport(
            planner.Directory.Symbol,
            state,
            planner.Directory.Count,
            planner.IsFitted ? planner.Analytics.Fit.Coverage : 0,
            planner.IsFitted ? planner.Analytics.Fit.OpenInterestShare : 0,
            wants.Count(want => want == LineDemand.Volatility),
            planner.Streaming.Contracts.Count(contract => !planner.IsFitted || !planner.Analytics.Fit.IsFresh(contract / 2)),
            wants.Count(want => want != LineDemand.Volatility),
            OldestSeconds(planner, now),
            StoredDate.Text(planner.Book.Day),
            planner.Book.ReadCount,
            planner.Book.AcceptedCount,
            planner.Visits.NeverArrived,
            planner.Visits.Refused,
            savesFailed,
            planner.IsFitted ? Walls(planner) : []
        );
    }

    private static double OldestSeconds(ChainPlanner planner, UnixNanos now)
    {
        var chain = planner.Directory.Chain;
        var oldest = double.NaN;
        foreach (var contract in planner.Streaming.Contracts)
        {
            if (!(chain.ImpliedVolatilities[contract] > 0))
                continue;
            var age = (now - chain.ImpliedVolatilityAt[contract]) / (double)UnixNanos.PerSecond;
            if (!(age <= oldest))
                oldest = age;
        }
        return oldest;
    }

    private static List<WallReport> Walls(ChainPlanner planner)
    {
        var all = planner.Analytics.AllExpiries;
        var walls = new List<WallReport>();
        foreach (
            var (name, level) in ((string, StickyLevel)[])
                [("call wall", all.CallWall), ("put wall", all.PutWall), ("absolute gamma", all.AbsoluteGamma)]
        )
        {
            if (double.IsNaN(level.Strike))
                continue;
            walls.Add(new WallReport(name, level.Strike, OwnShare(planner, level.Strike), level.RunnerUpRatio));
        }
        return walls;
    }

    private static double OwnShare(ChainPlanner planner, double strike)
    {
        var chain = planner.Directory.Chain;
        double own = 0,
            total = 0;
        for (var row = 0; row < chain.RowCount; row++)
        {
            if (chain.Strikes[row] != strike)
                continue;
            var gross = Math.Abs(planner.Analytics.GexOf(2 * row)) + Math.Abs(planner.Analytics.GexOf((2 * row) + 1));
            total += gross;
            if (planner.Analytics.Fit.IsFresh(row))
                own += gross;
        }
        return total > 0 ? own / total : 0;
    }
}
