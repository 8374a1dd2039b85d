using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Reports.Content;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;

namespace MiaIa.Reports.Changes;

/// <summary>What became of what was changed since the month before a month began, and how the two months compare.</summary>
internal static class SettingsChanges
{
    // Below this no interval of a mean is worth a word.
    private const int SampleMin = 30;

    /// <summary>Each change of what was in force, oldest first.</summary>
    internal static IReadOnlyList<SettingsChange> Of(string database, PeriodRows rows, ReportPeriod period)
    {
        List<Trade> trades = [.. rows.MonthBefore, .. rows.Trades];
        var changes = new List<SettingsChange>();
        var begins = UnixNsOf(MonthBefore(period));
        for (var i = 1; i < rows.InForce.Count; i++)
        {
            var (from, to) = (rows.InForce[i - 1], rows.InForce[i]);
            if (to.CreatedNs < begins || to.CreatedNs >= period.EndsAt.Value)
                continue;
            changes.Add(
                new(
                    Text(to.CreatedNs),
                    from.Name,
                    to.Name,
                    SettingsTexts.Differences(database, from.SettingsHash, to.SettingsHash),
                    Compare([.. trades.Where(from.Holds)], [.. trades.Where(to.Holds)], Books.SeedOf(period))
                )
            );
        }

        return changes;
    }

    /// <summary>The month before, and this one.</summary>
    internal static IReadOnlyList<BeforeAfter> Months(PeriodRows rows, ReportPeriod period) =>
        Compare(rows.MonthBefore, rows.Trades, Books.SeedOf(period));

    /// <summary>The first day of the month before a period.</summary>
    internal static DateOnly MonthBefore(ReportPeriod period) => new DateOnly(period.First.Year, period.First.Month, 1).AddMonths(-1);

    private static List<BeforeAfter> Compare(IReadOnlyList<Trade> before, IReadOnlyList<Trade> after, ulong seed)
    {
        var (then, now) = (before.ToLookup(trade => trade.Book), after.ToLookup(trade => trade.Book));
        return
        [
            .. then.Concat(now)
                .Select(book => book.Key)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(book =>
                {
                    Trade[] old = [.. then[book]],
                        young = [.. now[book]];
                    var difference = Grouping.InWholeCents(
                        MeanInterval.Difference(
                            [.. old.Select(trade => trade.ProfitCents)],
                            [.. young.Select(trade => trade.ProfitCents)],
                            SampleMin
                        )
                    );
                    return new BeforeAfter(
                        book,
                        new Grouping([.. old], seed).All,
                        new Grouping([.. young], seed).All,
                        difference,
                        VerdictOf(difference)
                    );
                }),
        ];
    }

    private static string VerdictOf(Estimate difference) =>
        difference.Low > 0 ? "better"
        : difference.High < 0 ? "worse"
        : difference.Low is null ? $"fewer than {SampleMin} trades on a side"
        : "not told apart";

    private static long UnixNsOf(DateOnly date) =>
        new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() * UnixNanos.PerSecond;

    private static string Text(long unixNs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixNs / UnixNanos.PerMilli).ToString("u", CultureInfo.InvariantCulture);
}
