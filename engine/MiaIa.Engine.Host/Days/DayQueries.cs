using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Projections;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Trades;
using MiaIa.V1;
using Microsoft.Data.Sqlite;

namespace MiaIa.Engine.Host.Days;

/// <summary>What the view asks of the database that no report does.</summary>
internal static class DayQueries
{
    private const int DatesMax = 250;
    private const int DaysMax = 30;
    private const int WeeksMax = 26;
    private const int MonthsMax = 24;
    private const int BirthsMin = 5;

    internal static JournalPosition PositionOf(SqliteConnection connection) =>
        SqliteRows
            .Read(connection, "SELECT segment, byte FROM position", r => new JournalPosition((uint)r.GetInt64(0), r.GetInt64(1)))
            .Single();

    /// <summary>Trade dates with trades or signals, newest first.</summary>
    internal static IEnumerable<string> DatesOf(SqliteConnection connection, ReportCalendar calendar)
    {
        const long NanosAnHour = 60 * UnixNanos.PerMinute;
        var dates = SqliteRows
            .Read(connection, "SELECT DISTINCT trade_date FROM fills", r => r.GetString(0))
            .ToHashSet(StringComparer.Ordinal);
        // A trade date begins with an hour, so that signals of one hour have one.
        foreach (var hour in SqliteRows.Read(connection, "SELECT DISTINCT born_ns / 3600000000000 FROM signals", r => r.GetInt64(0)))
            dates.Add(Text(calendar.Current(UnixNanos.Trusted(hour * NanosAnHour))));
        return dates.OrderDescending(StringComparer.Ordinal).Take(DatesMax);
    }

    /// <summary>Money by day, week and month, newest first.</summary>
    internal static IEnumerable<BookedLine> BookedOf(SqliteConnection connection)
    {
        var days = SqliteRows.Read(
            connection,
            """
            SELECT trade_date, mode || CASE label WHEN '' THEN '' ELSE ' ' || label END AS book, SUM(realized_cents - fees_cents), SUM(fees_cents),
                SUM(opened)
            FROM fills GROUP BY trade_date, book ORDER BY trade_date DESC, book
            """,
            r => new BookedLine
            {
                Period = BookedPeriod.Day,
                From = r.GetString(0),
                Book = r.GetString(1),
                ProfitCents = r.GetInt64(2),
                FeesCents = r.GetInt64(3),
                Opened = (uint)r.GetInt64(4),
            }
        );
        var dated = days.Select(day => (Line: day, Date: DateOnly.ParseExact(day.From, "yyyy-MM-dd", CultureInfo.InvariantCulture)))
            .ToArray();
        return days.Take(DaysMax)
            .Concat(Sums(BookedPeriod.Week, dated.GroupBy(day => (ReportCalendar.MondayOf(day.Date), day.Line.Book))).Take(WeeksMax))
            .Concat(
                Sums(BookedPeriod.Month, dated.GroupBy(day => (new DateOnly(day.Date.Year, day.Date.Month, 1), day.Line.Book)))
                    .Take(MonthsMax)
            );
    }

    /// <summary>The ten as the signals of a period were born, in their order.</summary>
    internal static IEnumerable<FeatureLine> FeaturesOf(SqliteConnection connection, ReportPeriod period)
    {
        var lines = SqliteRows
            .Read(
                connection,
                """
                SELECT r.feature, COUNT(*), COUNT(r.value), SUM(ABS(r.value) = 1), COUNT(DISTINCT r.value), AVG(ABS(r.contribution))
                FROM signals s JOIN readings r ON (r.segment, r.byte, r.seq) = (s.segment, s.byte, s.seq)
                WHERE s.born_ns >= @begins AND s.born_ns < @ends GROUP BY r.feature
                """,
                r => new FeatureLine
                {
                    Feature = r.GetString(0),
                    Births = (uint)r.GetInt64(1),
                    Ready = (uint)r.GetInt64(2),
                    Life = LifeOf(r.GetInt64(2), r.IsDBNull(3) ? 0 : r.GetInt64(3), r.GetInt64(4)),
                    Contribution = r.IsDBNull(5) ? double.NaN : r.GetDouble(5),
                },
                ("@begins", period.BeginsAt.Value),
                ("@ends", period.EndsAt.Value)
            )
            .ToDictionary(line => line.Feature, StringComparer.Ordinal);
        return FeatureNames
            .All.ToArray()
            .Select(name =>
                lines.GetValueOrDefault(name)
                ?? new FeatureLine
                {
                    Feature = name,
                    Life = FeatureLife.TooFew,
                    Contribution = double.NaN,
                }
            );
    }

    private static FeatureLife LifeOf(long ready, long saturated, long values) =>
        ready == 0 ? FeatureLife.NeverReady
        : ready < BirthsMin ? FeatureLife.TooFew
        : values == 1 ? FeatureLife.Constant
        : 2 * saturated > ready ? FeatureLife.Saturated
        : FeatureLife.Alive;

    private static IEnumerable<BookedLine> Sums<T>(
        BookedPeriod period,
        IEnumerable<IGrouping<(T, string Book), (BookedLine Line, DateOnly Date)>> groups
    ) =>
        groups.Select(group => new BookedLine
        {
            Period = period,
            From = Text(group.Min(day => day.Date)),
            Book = group.Key.Book,
            ProfitCents = group.Sum(day => day.Line.ProfitCents),
            FeesCents = group.Sum(day => day.Line.FeesCents),
            Opened = (uint)group.Sum(day => day.Line.Opened),
        });

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
