using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Journal;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;

namespace MiaIa.Reports.Content;

/// <summary>The promises of the seed, defined so that each can be broken. What has no record is not measured, and neither kept nor broken.</summary>
internal static class Kpis
{
    private const long ProfitCentsAMonth = 26_000;
    private const double MeanMillisLimit = 20;

    // What is at stake more is told.
    private static readonly string[] Modes = ["live", "sim", "dry-run"];

    internal static IReadOnlyList<Kpi> Of(PeriodRows rows, JournalFacts journal, LatencyFacts? answers, ReportPeriod period) =>
        [
            Uptime(journal),
            MeanLatency(answers, journal),
            WorstLatency(answers),
            SignalQuality(journal),
            DataQuality(journal),
            Profit(rows, period),
        ];

    private static Kpi Uptime(JournalFacts journal)
    {
        const string Definition =
            "regular seconds in which the journal took a record while a study was attached, of the regular seconds so far";
        return journal is { ReadySeconds: { } ready, RegularSeconds: > 0 and var wanted }
            ? Share("uptime", 0.99, ready, wanted, Definition, "seconds follow one another: no interval")
            : Missing("uptime", "> 99 %", "%", Definition, WhyNot(journal));
    }

    private static Kpi MeanLatency(LatencyFacts? answers, JournalFacts journal)
    {
        const string Definition =
            "from the beginning of the study's call to the engine's answer, signals included, handed over to the study's stream; each drain by its newest frame, in regular hours";
        return answers is { } latency
            ? new(
                "latency_mean",
                "< 20 ms",
                latency.MeanMillis,
                "ms",
                latency.MeanMillis < MeanMillisLimit,
                latency.Count,
                null,
                null,
                Definition,
                Beside(journal)
            )
            : Missing("latency_mean", "< 20 ms", "ms", Definition, NoMinute);
    }

    private static Kpi WorstLatency(LatencyFacts? answers)
    {
        const string Definition = "the largest 99th percentile (nearest rank) of a minute, the same answers";
        return answers is { } latency
            ? new(
                "latency_p99_a_minute",
                "< 40 ms",
                latency.WorstMinuteP99Millis,
                "ms",
                latency.MinutesOver == 0,
                latency.Minutes,
                null,
                null,
                Definition,
                FormattableString.Invariant($"{latency.MinutesOver} of {Counted.Of(latency.Minutes, "minute")} over")
            )
            : Missing("latency_p99_a_minute", "< 40 ms", "ms", Definition, NoMinute);
    }

    private static Kpi SignalQuality(JournalFacts journal)
    {
        const string Definition =
            "episodes of WEAK or better, one direction, coverage at its floor, that held 750 ms: share that was GOOD or better at that moment";
        var rate = Rate.Of(journal.Instruments.Sum(i => i.Good.Hits), journal.Instruments.Sum(i => i.Good.Count));
        return rate.Value is { } value
            ? new(
                "signal_quality",
                "> 60 %",
                value * 100,
                "%",
                value > 0.60,
                rate.Count,
                rate.Low * 100,
                rate.High * 100,
                Definition,
                rate.Method
            )
            : Missing("signal_quality", "> 60 %", "%", Definition, WhyNot(journal, "there was no such episode"));
    }

    private static Kpi DataQuality(JournalFacts journal)
    {
        const string Definition =
            "regular seconds so far with a study attached, trades and book fresh and coverage at its floor; of the worst instrument";
        return
            journal is { Instruments.Count: > 0, RegularSeconds: > 0, WasHurried: false }
            && !(journal.BeganLater && journal.Instruments.All(instrument => instrument.SoundSeconds == 0))
            ? Share(
                "data_quality",
                0.95,
                journal.Instruments.Min(instrument => instrument.SoundSeconds),
                journal.RegularSeconds,
                Definition,
                string.Join(", ", journal.Instruments.Select(i => FormattableString.Invariant($"{i.Instrument} {i.SoundSeconds} s")))
            )
            : Missing("data_quality", "> 95 %", "%", Definition, WhyNot(journal));
    }

    // Made-up and played markets earn nobody's money.
    private static Kpi Profit(PeriodRows rows, ReportPeriod period)
    {
        const string Definition = "money booked after fees from the month's first trade date on, in the mode with the most at stake";
        var mode = Array.Find(Modes, mode => rows.MonthToDate.Any(day => day.Book == mode));
        if (mode is null)
            return Missing("profit_of_month", "> 260 $", "$", Definition, "nothing was booked outside made-up or played markets");
        BookedDay[] days = [.. rows.MonthToDate.Where(day => day.Book == mode)];
        var cents = days.Sum(day => day.ProfitCents);
        return new(
            "profit_of_month",
            "> 260 $",
            cents / 100.0,
            "$",
            cents > ProfitCentsAMonth,
            days.Length,
            null,
            null,
            Definition,
            FormattableString.Invariant($"{mode}, {period.Last:yyyy-MM} up to {period.Last:yyyy-MM-dd}")
        );
    }

    private const string NoMinute = "the folder latency beside the database holds no regular minute";

    // What the figure itself leaves out: Sierra before it, and the way to the chart behind it.
    private static string Beside(JournalFacts journal)
    {
        var before = journal.SierraWait is { } wait
            ? FormattableString.Invariant(
                $"beside it, from a trade's own time to the study's call (the exchange's clock and this PC's): mean {wait.MeanMillis:0.0} ms of {wait.Count}"
            )
            : "beside it, Sierra's own wait is not measured";
        var trips = journal
            .Instruments.SelectMany(i => i.Hops.Where(hop => hop.Hop == "round_trip").Select(hop => (i.Instrument, Hop: hop)))
            .Select(trip =>
                FormattableString.Invariant(
                    $"{trip.Instrument} back at the study: p50 {trip.Hop.P50Millis:0.0} ms, p99 {trip.Hop.P99Millis:0.0} ms of {trip.Hop.Count}"
                )
            );
        return string.Join("; ", trips.Prepend(before));
    }

    private static Kpi Share(string name, double limit, long good, long wanted, string definition, string remark)
    {
        var share = (double)good / wanted;
        return new(
            name,
            FormattableString.Invariant($"> {limit * 100:0} %"),
            share * 100,
            "%",
            share > limit,
            wanted,
            null,
            null,
            definition,
            remark
        );
    }

    private static string WhyNot(JournalFacts journal, string otherwise = "the journal holds nothing of it in regular hours") =>
        journal.WasHurried ? "a session was played faster than it once went"
        : journal.BeganLater ? "the journal begins after the period's regular hours"
        : journal.Instruments.Count == 0 && journal.Parity.Remarks.Count > 0 ? string.Join("; ", journal.Parity.Remarks)
        : otherwise;

    private static Kpi Missing(string name, string promise, string unit, string definition, string why) =>
        new(name, promise, null, unit, null, 0, null, null, definition, $"not measured: {why}");
}
