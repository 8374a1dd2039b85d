using System.Globalization;
using MiaIa.Engine.Market;

namespace MiaIa.Reports.Periods;

/// <summary>The trade dates that a report is about, and the time in which their sessions lie.</summary>
/// <param name="Kind">How much time.</param>
/// <param name="TradeDates">The exchange's, rising, at least one.</param>
/// <param name="Sessions">Their sessions: a holiday's lies under the trade date that the exchange books it to.</param>
/// <param name="BeginsAt">The Globex open behind the trade date before the first.</param>
/// <param name="EndsAt">The Globex open behind the last.</param>
public sealed record ReportPeriod(
    ReportKind Kind,
    IReadOnlyList<DateOnly> TradeDates,
    IReadOnlyList<TradingSession> Sessions,
    UnixNanos BeginsAt,
    UnixNanos EndsAt
)
{
    /// <summary>The first trade date.</summary>
    public DateOnly First => TradeDates[0];

    /// <summary>The last trade date.</summary>
    public DateOnly Last => TradeDates[^1];

    /// <summary>The name of its JSON file, as the seed has it.</summary>
    public string JsonName =>
        Kind switch
        {
            ReportKind.Day => "daily_performance.json",
            ReportKind.Week => "weekly_performance.json",
            ReportKind.Month => "monthly_performance.json",
            ReportKind.Backtest => "backtest_results.json",
            _ => "weekend_analysis_results.json",
        };

    /// <summary>The name of its page: one a period, so that older ones stay.</summary>
    public string HtmlName =>
        Kind switch
        {
            ReportKind.Day => $"daily_{Text(First)}.html",
            ReportKind.Week => $"weekly_{Text(Monday)}.html",
            ReportKind.Backtest => "backtest.html",
            ReportKind.Month => $"monthly_{First.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.html",
            _ => $"weekend_{Text(Monday)}.html",
        };

    /// <summary>The regular sessions' whole length in seconds, up to a moment.</summary>
    public long RegularSeconds(UnixNanos until) =>
        Sessions.Where(s => s.HasRegular).Sum(s => Math.Max(0, Math.Min(s.RegularClosesAt.Value, until.Value) - s.RegularOpensAt.Value))
        / UnixNanos.PerSecond;

    /// <summary>Whether a moment lies in the regular hours of one of its sessions.</summary>
    public bool IsRegular(long unixNs)
    {
        foreach (var session in Sessions)
        {
            if (session.HasRegular && unixNs >= session.RegularOpensAt.Value && unixNs < session.RegularClosesAt.Value)
                return true;
        }

        return false;
    }

    private DateOnly Monday => ReportCalendar.MondayOf(First);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
