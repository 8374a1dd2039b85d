using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Replay.Tallies;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;
using NodaTime;

namespace MiaIa.Reports.Content;

/// <summary>What each book brought.</summary>
internal static class Books
{
    private const int CurvePointsMax = 400;

    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    internal static IReadOnlyList<BookReport> Of(PeriodRows rows, ReportPeriod period, IReadOnlyDictionary<string, long> marginCents)
    {
        var byBook = rows.Trades.ToLookup(trade => trade.Book, StringComparer.Ordinal);
        var names = byBook.Select(book => book.Key).Concat(rows.Days.Select(day => day.Book)).Distinct().Order(StringComparer.Ordinal);
        return [.. names.Select(name => Of(name, [.. byBook[name]], rows.Days, period, marginCents))];
    }

    /// <summary>The same for every report over the same dates.</summary>
    internal static ulong SeedOf(ReportPeriod period) => (ulong)period.First.DayNumber;

    private static BookReport Of(
        string name,
        List<Trade> trades,
        IReadOnlyList<BookedDay> allDays,
        ReportPeriod period,
        IReadOnlyDictionary<string, long> marginCents
    )
    {
        var groups = new Grouping(trades, SeedOf(period));
        BookedDay[] days = [.. allDays.Where(day => day.Book == name)];
        var booked = days.Sum(day => day.ProfitCents);
        double[] series =
        [
            .. period.TradeDates.Select(date => (double)days.Where(day => day.TradeDate == Text(date)).Sum(day => day.ProfitCents)),
        ];
        var hours = new Dictionary<long, string>();
        return new BookReport(
            name,
            groups.All,
            booked,
            groups.By(trade => trade.Tier.Length > 0 ? trade.Tier : "no signal"),
            groups.By(trade => HourOf(trade.EnteredNs, hours)),
            groups.By(trade => trade.Exit),
            groups.By(trade => trade.Instrument),
            groups.By(trade => trade.Sign > 0 ? "long" : "short"),
            groups.By(trade => trade.Settings),
            [.. Enumerable.Range(0, FeatureNames.Count).Select(feature => Outcome((FeatureId)feature, trades, groups))],
            days,
            DayRatios.Yearly(DayRatios.Sharpe(series)),
            DayRatios.Yearly(DayRatios.Sortino(series)),
            Curve(trades)
        )
        {
            Return = ReturnOf(booked, trades, marginCents),
        };
    }

    private static FeatureOutcome Outcome(FeatureId feature, List<Trade> trades, Grouping groups)
    {
        List<int> with = [],
            against = [];
        var (silent, notReady) = (0L, 0L);
        var pairs = new Moments();
        for (var i = 0; i < trades.Count; i++)
        {
            var trade = trades[i];
            var along = trade.Readings.Span[(int)feature] * trade.Sign;
            if (double.IsNaN(along))
                notReady++;
            else if (along == 0)
                silent++;
            else
                (along > 0 ? with : against).Add(i);
            if (!double.IsNaN(along))
                pairs.Add(along, (double)trade.ProfitCents / trade.Lots);
        }

        var (withRate, withCents) = groups.RateOf(with);
        var (againstRate, againstCents) = groups.RateOf(against);
        return new(FeatureNames.Of(feature), withRate, withCents, againstRate, againstCents, silent, notReady, Correlation.Of(pairs));
    }

    private static ReturnOnMargin? ReturnOf(long booked, List<Trade> trades, IReadOnlyDictionary<string, long> marginCents)
    {
        var margin = trades
            .GroupBy(trade => trade.Instrument)
            .Sum(group => group.Max(trade => trade.Lots) * marginCents.GetValueOrDefault(group.Key));
        return margin == 0 ? null : new(booked, margin, (double)booked / margin);
    }

    // Every step is a straight line between two kept points: the last point is always the last trade.
    private static IReadOnlyList<CurvePoint> Curve(List<Trade> trades)
    {
        var every = Math.Max(1, (trades.Count + CurvePointsMax - 1) / CurvePointsMax);
        var points = new List<CurvePoint>();
        var sum = 0L;
        for (var i = 0; i < trades.Count; i++)
        {
            sum += trades[i].ProfitCents;
            if (i % every == every - 1 || i == trades.Count - 1)
                points.Add(new(trades[i].ExitedNs, sum));
        }

        return points;
    }

    // New York's hours begin with the world's.
    private static string HourOf(long unixNs, Dictionary<long, string> known)
    {
        const long NanosAnHour = 3_600L * 1_000_000_000;
        var hour = unixNs / NanosAnHour;
        if (!known.TryGetValue(hour, out var text))
        {
            var local = Instant.FromUnixTimeSeconds(hour * 3_600).InZone(NewYork).Hour;
            known.Add(hour, text = string.Create(CultureInfo.InvariantCulture, $"{local:00}:00"));
        }

        return text;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
