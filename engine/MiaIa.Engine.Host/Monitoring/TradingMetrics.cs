using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Runner;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>Score, signals, gates, orders and what stops them.</summary>
internal static class TradingMetrics
{
    internal static void Add(SampledMeter meter)
    {
        meter.GaugeEach("miaia.engine.score", "1", "The score, -1 to 1.", i => ShownOf(i) is { Coverage: > 0 } state ? state.Score : null);
        meter.GaugeEach("miaia.engine.coverage", "1", "Share of the score that is valid, 0 to 1.", i => ShownOf(i)?.Coverage);
        meter.GaugeEach("miaia.engine.tier", null, "Grade of the score: 1 no trade, 2 weak, 3 good, 4 strong, 5 premium.", TierOf);
        meter.GaugeEach(
            "miaia.feature.valid",
            null,
            "1 while a feature is valid.",
            "feature",
            i => ReadingsOf(i).Select(reading => (reading.Name, reading.Valid ? 1.0 : 0.0))
        );
        meter.GaugeEach(
            "miaia.feature.age",
            "s",
            "Age of the newest input of a valid feature, in market time.",
            "feature",
            i => ReadingsOf(i).Where(reading => reading.Valid).Select(reading => (reading.Name, reading.AgeUs / 1e6))
        );
        meter.CountEach(
            "miaia.engine.signals",
            "{signal}",
            "Signals born, by tier at birth.",
            "tier",
            // With those that had none, so that the first one is an increase.
            i =>
                Enum.GetValues<Tier>()
                    .Where(tier => tier >= Tier.Weak)
                    .Select(tier => (tier.ToString().ToLowerInvariant(), BornAt(i, tier)))
        );
        meter.CountEach(
            "miaia.gate.judged",
            "{signal}",
            "Signals that a gate or a rule of risk was asked about.",
            "gate",
            i => i.GateMeter.Select(gate => (gate.Code, gate.Judged))
        );
        meter.CountEach(
            "miaia.gate.refused",
            "{signal}",
            "Signals that it refused.",
            "gate",
            i => i.GateMeter.Select(gate => (gate.Code, gate.Refused))
        );
        AddOrders(meter);
    }

    private static void AddOrders(SampledMeter meter)
    {
        meter.Gauge("miaia.engine.halted", null, "1 while halted.", sample => sample.Status.Halted ? 1 : 0);
        meter.Count("miaia.engine.halts", "{halt}", "Halts and flattens since the start.", sample => sample.Halts);
        meter.GaugeEach(
            "miaia.trading.state",
            null,
            "1 active, 2 reducing, 3 halted.",
            i => HadStudy(i) && i.Trading is { } trading ? (int)trading.State : null
        );
        meter.GaugeEach("miaia.trading.position", "{lot}", "Lots held by orders of ours, + long.", i => i.Trading?.PositionLots);
        meter.GaugeEach("miaia.trading.orders.open", "{order}", "Orders of ours that are not at their end.", i => i.Order.Count);
        meter.GaugeEach("miaia.trading.lots.filled", "{lot}", "Lots filled of the orders that are remembered.", i => i.FilledLots);
        meter.Gauge(
            "miaia.trading.commands.waiting",
            "{command}",
            "Commands that wait for their record.",
            sample => sample.CommandsWaiting
        );
        meter.Gauge("miaia.account.trades", "{trade}", "Positions opened on this trade date.", sample => AccountOf(sample)?.TradesToday);
        meter.Gauge(
            "miaia.account.day_profit.usd",
            null,
            "Realised on this trade date, after fees, in dollars.",
            sample => AccountOf(sample)?.DayProfitCents / 100.0
        );
        meter.Count(
            "miaia.trading.incidents",
            "{incident}",
            "What went past the plain course of orders, by kind.",
            sample => sample.Instruments.SelectMany(IncidentsOf)
        );
    }

    private static IEnumerable<Measurement<long>> IncidentsOf(InstrumentSample instrument) =>
        instrument.Orders.Incidents().Select(kind => SampledMeter.Of(kind.Count, instrument.Name, "kind", kind.Kind));

    // One account over all instruments: each of them says the same of it.
    private static TradingView? AccountOf(EngineSample sample) =>
        sample.Status.Instrument.Count > 0 ? sample.Status.Instrument[0].Trading : null;

    private static IEnumerable<FeatureReading> ReadingsOf(InstrumentState instrument) => instrument.State?.Reading ?? [];

    private static double? TierOf(InstrumentState instrument) =>
        ShownOf(instrument) is { Tier: > Tier.Unspecified } state ? (int)state.Tier : null;

    // The state of an instrument that no study ever spoke of is full of zeros, which say nothing of a market.
    private static ConfluenceState? ShownOf(InstrumentState instrument) => HadStudy(instrument) ? instrument.State : null;

    private static bool HadStudy(InstrumentState instrument) => instrument.Epoch != 0;

    private static ulong BornAt(InstrumentState instrument, Tier tier) =>
        instrument.Signals.FirstOrDefault(count => count.Tier == tier)?.Count ?? 0;
}
