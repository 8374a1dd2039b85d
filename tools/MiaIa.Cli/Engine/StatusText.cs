using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>How an engine stands, on one screen: what a person looks at first, and what is wrong before what is well.</summary>
internal static class StatusText
{
    /// <summary>The lines; whoever wants all of it asks for <see cref="StateText"/>.</summary>
    /// <param name="status">The engine's answer.</param>
    public static IEnumerable<string> Lines(EngineStatus status)
    {
        // Both by the engine's clock: that of whoever asks may be another machine's.
        var up = TimeSpan.FromTicks((status.NowUnixNs - status.StartedUnixNs) / TimeSpan.NanosecondsPerTick);
        yield return F($"engine {status.EngineVersion}, {EngineMode.TextOf(status)}, up {(int)up.TotalHours} h {up.Minutes:00} min");
        if (status.Halted)
            yield return $"HALTED: {status.HaltReason}";
        yield return F($"journal {status.Journal?.Path}: {Counted.Of((long)(status.Journal?.Records ?? 0), "record")}");
        if (status.Ibkr is { } ibkr)
        {
            yield return F(
                $"IBKR {IbkrText.LinkOf(ibkr)}: {ibkr.LinesHeld} of {ibkr.LinesLimit} lines{(ibkr.Chain.Length > 0 ? $", {ibkr.Chain}" : "")}"
            );
        }

        foreach (var line in status.Instrument.SelectMany(OfInstrument))
            yield return line;
    }

    private static IEnumerable<string> OfInstrument(InstrumentState instrument)
    {
        if (instrument.Epoch == 0)
        {
            yield return $"{instrument.Instrument}: no study has attached";
            foreach (var line in LastKnown.Lines(instrument))
                yield return line;
            yield break;
        }

        var label = instrument.Label.Length > 0 ? $" [{instrument.Label}]" : "";
        yield return $"{instrument.Instrument} {instrument.Contract}{label}: study {(instrument.StudyAttached ? "attached" : "NOT attached")}"
            + (instrument.Told is { Account.Length: > 0 } told ? $", account {told.Account}" : "");
        if (instrument.Trading is { } trading)
        {
            yield return F(
                $"  {Words(trading.Mode)}, {trading.State.ToString().ToUpperInvariant()}{(trading.Reason.Length > 0 ? $": {trading.Reason}" : "")}"
            );
            yield return F(
                $"  position {trading.PositionLots:+0;-0;0}, {Counted.Of(instrument.Order.Count, "open order")}, {Counted.Of(trading.TradesToday, "trade")}, {trading.DayProfitCents / 100m:+0.00;-0.00;0.00} $"
            );
            if (LastKnown.MarkOf(instrument) is { Length: > 0 } mark)
                yield return $"  {mark}";
        }

        if (instrument.State is { } score)
        {
            var missing = score.Reading.Count(reading => !reading.Valid);
            yield return F(
                $"  score {ScoreText.Of(score.Score, score.Coverage)} at coverage {score.Coverage:0.00}, {Words(score.Tier)}, {missing} of {score.Reading.Count} features missing"
            );
            if (SetOtherwise(instrument.Instrument, score) is { Length: > 0 } otherwise)
                yield return $"  set otherwise than built in: {otherwise}";
        }

        yield return "  " + string.Join(", ", Feed(instrument));
        foreach (var signal in instrument.Alive)
            yield return "  alive: " + StateText.Line(signal);
    }

    // A score by other weights or limits is another score: whoever reads it has to know.
    private static string SetOtherwise(string instrument, ConfluenceState score)
    {
        if (InstrumentOptions.Find(instrument) is not { Confluence: var own })
            return "";
        var weights = score
            .Reading.Where(reading => FeatureNames.All.IndexOf(reading.Name) is >= 0 and var at && reading.Weight != own.Weights[at])
            .Select(reading => F($"weight of {reading.Name} {reading.Weight}"));
        (string Name, double Own, double Now)[] tiers = score.TierLimits is not { } limits
            ? []
            :
            [
                ("WEAK", own.Tiers.Weak, limits.Weak),
                ("GOOD", own.Tiers.Good, limits.Good),
                ("STRONG", own.Tiers.Strong, limits.Strong),
                ("PREMIUM", own.Tiers.Premium, limits.Premium),
            ];
        return string.Join(
            ", ",
            weights.Concat(tiers.Where(tier => tier.Own != tier.Now).Select(tier => F($"{tier.Name} from {tier.Now}")))
        );
    }

    private static IEnumerable<string> Feed(InstrumentState instrument)
    {
        yield return F(
            $"{Counted.Of((long)instrument.Trades, "trade")}, {Counted.Of((long)instrument.Bars, "bar")}, {Counted.Of((long)instrument.Gaps, "gap")}"
        );
        var refused = instrument.Refused.Sum(reason => (long)reason.Count);
        if (refused > 0)
            yield return F($"{refused} refused");
        if (instrument.Latency.FirstOrDefault(hop => hop.Hop == "round_trip") is { Count: > 0 } trip)
            yield return F($"round trip p50 {trip.P50Us / 1000:0.0} ms, p99 {trip.P99Us / 1000:0.0} ms");
        if (instrument.Told is { HasClockOffsetUs: true } told)
            yield return F($"market {told.ClockOffsetUs / 1000:+0;-0;0} ms from this clock");
    }

    // NoTrade becomes no trade.
    private static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")
        );

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
