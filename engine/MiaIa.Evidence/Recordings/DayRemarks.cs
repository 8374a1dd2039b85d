using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Wording;
using NodaTime;

namespace MiaIa.Evidence.Recordings;

/// <summary>What is to be said of a recorded day, in words.</summary>
internal static class DayRemarks
{
    private const double EdgeMinutes = 15;
    private const double WholeShare = 0.9;
    private const double NanosAMinute = 60e9;
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>A moment's hour and minute in New York.</summary>
    internal static string Clock(long unixNs) =>
        Instant.FromUnixTimeTicks(unixNs / 100).InZone(NewYork).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Hours from the first trade to the last, without gaps; those of the trading day; and whether nearly all of them are there.</summary>
    internal static (double Recorded, double OfDay, bool AreWhole) Hours(in TradingSession session, FileDay day)
    {
        var recorded = (Minutes(day.FirstUnixNs, day.LastUnixNs) - day.Gaps.Sum(gap => gap.Minutes)) / 60;
        var ofDay = Minutes(session.OpensAt.Value, session.ClosesAt.Value) / 60;
        return (recorded, ofDay, recorded >= WholeShare * ofDay);
    }

    internal static IEnumerable<string> Unusable(FileDay trades, DepthFile[] all, DepthFile[] sound)
    {
        if (all.Length == 0)
            yield return "no depth was recorded: without a book no signal can be born";
        else if (sound.Length == 0)
            yield return $"its depth cannot be used: {all[0].Problem}";
        else if (!Array.Exists(sound, depth => depth.FirstUnixNs <= trades.LastUnixNs && depth.LastUnixNs >= trades.FirstUnixNs))
            yield return "its depth and its trades are of different hours";
    }

    internal static IEnumerable<string> Of(TradingSession session, TradeFile file, FileDay day, DepthFile[] depth)
    {
        var isPart =
            Minutes(session.OpensAt.Value, day.FirstUnixNs) > EdgeMinutes || Minutes(day.LastUnixNs, session.ClosesAt.Value) > EdgeMinutes;
        if (isPart)
            yield return Part(session, day);

        if (day.Gaps.Count > 0)
        {
            var longest = day.Gaps.MaxBy(gap => gap.Minutes)!;
            yield return F(
                $"{Counted.Of(day.Gaps.Count, "gap")} without a trade, the longest {longest.Minutes:0} minutes at {Clock(longest.FromUnixNs)} New York"
            );
        }

        if (depth.Length > 0 && Minutes(depth[^1].LastUnixNs, day.LastUnixNs) > EdgeMinutes)
            yield return $"the depth ends at {Clock(depth[^1].LastUnixNs)} New York, before the trades";
        if (day.OutsideRecords > 0)
            yield return F($"{Many(day.OutsideRecords, "trade")} behind its close {Are(day.OutsideRecords)} not counted and not played");
        if (file.Order is { StepsBack: > 0 } order)
            yield return F($"its file steps back {Times(order.StepsBack)}, at most {order.LongestBackSeconds:0.000} s");
        if (file.Misdated > 0)
            yield return F($"its file holds {Many(file.Misdated, "record")} whose time cannot be true; {They(file.Misdated)} left out");
        if (file.Refused > 0)
        {
            yield return F(
                $"its file holds {Many(file.Refused, "record")} that {Are(file.Refused)} no single trade, or of an absurd size or price; {They(file.Refused)} left out"
            );
        }
        if (file.OffScale > 0)
            yield return F($"its file holds {Many(file.OffScale, "record")} whose price cannot be true; {They(file.OffScale)} left out");
        if (file.ScaleChanges > 0)
            yield return F($"its file changes the scale of its prices {Times(file.ScaleChanges)}; each stretch is taken by its own");
        foreach (var other in depth.Where(one => one.PriceMultiplier > 0 && one.PriceMultiplier != file.PriceMultiplier))
        {
            yield return F(
                $"the depth of {other.Date:yyyy-MM-dd} has prices ×{other.PriceMultiplier}, its trades ×{file.PriceMultiplier}; each is taken by its own scale"
            );
        }
        if (file.Order.Repeated > 0)
        {
            yield return F(
                $"its file holds {file.Order.Repeated:N0} records a second time, in stretches of ten and more; they are left out"
            );
        }

        if (file.Order.Duplicates > 0)
        {
            yield return F(
                $"its file holds {Many(file.Order.Duplicates, "record")} twice in a row, which may be {Own(file.Order.Duplicates)}; {They(file.Order.Duplicates)} played"
            );
        }
    }

    /// <summary>What there is of options.</summary>
    internal static IEnumerable<string> OfOptions(DayChain.Found chain)
    {
        if (chain.Table is null)
            yield return "no option table: the features of options are not ready";
        else if (chain.BasisPoints is not null)
            yield return "the option table is that of the day before";
        if (chain is { Table: not null, VolatilityPercent: null })
            yield return "no volatility index: gamma levels are not ready";
    }

    private static string Part(TradingSession session, FileDay day) =>
        F(
            $"a part of the day: {Clock(day.FirstUnixNs)} to {Clock(day.LastUnixNs)} New York, {Minutes(day.FirstUnixNs, day.LastUnixNs) / 60:0.0} of {Minutes(session.OpensAt.Value, session.ClosesAt.Value) / 60:0.0} hours"
        );

    /// <summary>Files of the day's own contract that are not played beside the one that is.</summary>
    internal static IEnumerable<string> Beside(IEnumerable<(TradeFile File, FileDay Day)> others) =>
        others.Select(other =>
            F(
                $"{NameOf(other.File.Path)} holds {Many(other.Day.TradeRecords, "trade")} of this contract and day too, {Clock(other.Day.FirstUnixNs)} to {Clock(other.Day.LastUnixNs)} New York, and is not played: one file of a contract is; merge them where they hold other hours"
            )
        );

    /// <summary>Files of depth of a UTC date of which another one is played.</summary>
    internal static IEnumerable<string> BesideDepth(IEnumerable<DepthFile> all, IReadOnlyCollection<DepthFile> played) =>
        all.Except(played)
            .Select(other =>
                F($"{NameOf(other.Path)} holds {Many(other.Records, "record")} of depth and is not played: another file of its date is")
            );

    // With its folder, since two of one name lie in two.
    private static string NameOf(string path) => Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)) ?? "", Path.GetFileName(path));

    private static string Times(long count) => count == 1 ? "once" : F($"{count} times");

    private static string Many(long count, string noun) => F($"{count:N0} {Counted.Word(count, noun)}");

    private static string Are(long count) => count == 1 ? "is" : "are";

    private static string They(long count) => count == 1 ? "it is" : "they are";

    private static string Own(long count) => count == 1 ? "a trade of its own" : "trades of their own";

    private static double Minutes(long from, long to) => (to - from) / NanosAMinute;

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
