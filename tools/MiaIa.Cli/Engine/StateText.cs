using System.Globalization;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Messages of the engine as lines.</summary>
internal static class StateText
{
    /// <summary>The engine's state, one fact a line.</summary>
    /// <param name="state">Its answer.</param>
    /// <param name="file">What it would start with now, to be compared with what it runs with; null = not known.</param>
    public static IEnumerable<string> Lines(EngineStatus state, EngineSettings? file = null)
    {
        yield return $"engine {state.EngineVersion}, {EngineMode.TextOf(state)}, {(state.Halted ? $"HALTED: {state.HaltReason}" : "running")}";
        yield return F(
            $"journal {state.Journal?.Path}: {Counted.Of((long)(state.Journal?.Records ?? 0), "record")}, {state.Journal?.Bytes} bytes"
        );
        if (file is not null && state.Setting.Count > 0)
        {
            foreach (var changed in ChangedSettings.Between(state.Setting, file))
                yield return $"NOT IN FORCE, {ChangedSettings.ToDo}: {changed}";
        }

        foreach (var line in OfIbkr(state.Ibkr).Concat(state.Instrument.SelectMany(one => OfInstrument(one, state.NowUnixNs))))
            yield return line;
    }

    /// <summary>One event of a signal.</summary>
    public static string Line(Signal signal)
    {
        var label = signal.Label.Length > 0 ? $"[{signal.Label}] " : "";
        var time = DateTime.UnixEpoch.AddMicroseconds(signal.ObservedUnixUs);
        var ended = signal.EndedBecause.Length > 0 ? $" because {signal.EndedBecause}" : "";
        return F(
                $"{label}{time:HH:mm:ss.fff} UTC  #{signal.Id} {signal.Event}{ended}  {signal.Instrument} {signal.Direction} {signal.Tier} C {ScoreText.Of(signal.Score, signal.Coverage)} "
            )
            + F(
                $"at {Price(signal.ReferencePriceTicks)}, stop {Price(signal.StopPriceTicks)}, target {Price(signal.TargetPriceTicks)}, {Counted.Of(signal.SizeLots, "lot")}"
            );
        string Price(int ticks) => PriceText.Of(signal.Instrument, ticks);
    }

    private static IEnumerable<string> OfIbkr(IbkrState? ibkr)
    {
        if (ibkr is null)
            yield break;
        yield return F(
            $"IBKR {IbkrText.LinkOf(ibkr)} as client {ibkr.ClientId}: {ibkr.LinesHeld} of {ibkr.LinesLimit} lines, {Counted.Of(ibkr.Sessions, "session")}, {Counted.Of(ibkr.DeadLines, "dead line")} replaced"
        );
        yield return "  " + (ibkr.Chain.Length > 0 ? ibkr.Chain : "the contracts are not known yet");
        if (ibkr.Volatility.Length > 0)
            yield return "  " + ibkr.Volatility;
        foreach (var alert in ibkr.Alert.TakeLast(5))
        {
            yield return F(
                $"  {DateTime.UnixEpoch.AddMilliseconds(alert.AtUnixMs):HH:mm:ss} UTC {alert.Severity} {alert.Name}: {alert.Text}"
            );
        }
    }

    private static IEnumerable<string> OfInstrument(InstrumentState instrument, long nowUnixNs)
    {
        if (instrument.Epoch == 0)
        {
            yield return $"{instrument.Instrument}: no study has attached";
            foreach (var line in LastKnown.Lines(instrument))
                yield return line;
            yield break;
        }

        var label = instrument.Label.Length > 0 ? $" [{instrument.Label}]" : "";
        yield return $"{instrument.Instrument} {instrument.Contract}{label}: study {(instrument.StudyAttached ? "attached" : "not attached")}";
        yield return F(
            $"  {Counted.Of((long)instrument.TradeRecords, "record")}, {Counted.Of((long)instrument.Trades, "trade")}, {Counted.Of((long)instrument.Lots, "lot")}, {Counted.Of((long)instrument.DepthSnapshots, "book")}, {Counted.Of((long)instrument.Bars, "bar")}"
        );
        yield return F(
            $"  {Counted.Of((long)instrument.Gaps, "gap")}, {Counted.Of((long)instrument.ResendsRequested, "resend")}, {Counted.Of((long)instrument.Duplicates, "duplicate")}"
        );
        foreach (var refused in instrument.Refused)
            yield return F($"  refused {refused.Count}: {refused.Name}");
        foreach (var line in TradingText.Lines(instrument))
            yield return "  " + line;
        if (LastKnown.MarkOf(instrument) is { Length: > 0 } mark)
            yield return $"  {mark}";
        if (instrument.State is { } score)
            yield return F($"  C {ScoreText.Of(score.Score, score.Coverage)} at coverage {score.Coverage:0.00}, {score.Tier}");
        foreach (var reading in instrument.State?.Reading ?? [])
        {
            yield return F(
                $"    {reading.Name, -28}{(reading.Valid ? F($"{reading.Value:+0.00;-0.00;0.00} × {reading.Weight:0.00}") : reading.Reason)}"
            );
        }

        // Only the study moves market time: without it an age in it would look young for ever.
        var stoodUs = instrument.MarketAtUnixNs > 0 ? Math.Max(0, nowUnixNs - instrument.MarketAtUnixNs) / 1000 : 0;
        if (!instrument.StudyAttached && instrument.State?.Market is not null)
            yield return F($"    stale: no study is attached, and market time stands still: {stoodUs / 1e6:0} s of each age below");
        foreach (var line in LinesOf(instrument.Instrument, instrument.State, stoodUs))
            yield return "    " + line;
        foreach (var signal in instrument.Alive)
            yield return "  alive: " + Line(signal);
    }

    private static IEnumerable<string> LinesOf(string instrument, ConfluenceState? state, long stoodUs) =>
        ExplanationText
            .Lines(state?.Explanation)
            .Concat(MarketText.Lines(instrument, state?.Market, stoodUs))
            .Concat(ExposureText.Lines(state?.Exposure));

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
