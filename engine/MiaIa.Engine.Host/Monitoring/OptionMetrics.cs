using System.Diagnostics.Metrics;
using MiaIa.Ibkr.Client;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>Option chains and the Gateway that they come from. What the engine does not ask is not there.</summary>
internal static class OptionMetrics
{
    internal static void Add(SampledMeter meter)
    {
        meter.GaugeEach("miaia.options.coverage", "1", "Share of the listed chain that is supported, 0 to 1.", i => OptionsOf(i)?.Coverage);
        meter.GaugeEach("miaia.options.basis.age", "s", "Age of the basis between future and index, in market time.", BasisAgeOf);
        meter.GaugeEach("miaia.options.fit.age", "s", "Age of the last fit of the chain, in market time.", FitAgeOf);
        meter.Count(
            "miaia.options.inputs.refused",
            "{input}",
            "Option inputs that were refused, by reason.",
            sample =>
                sample.Status.OptionRefused.Select(refused => new Measurement<long>(
                    (long)refused.Count,
                    new KeyValuePair<string, object?>("reason", refused.Name)
                ))
        );
        meter.Gauge("miaia.ibkr.connected", null, "1 while the Gateway's session is live.", sample => ConnectedOf(sample.Status.Ibkr));
        meter.Gauge("miaia.ibkr.lines.held", "{line}", "Market-data lines in use.", sample => sample.Status.Ibkr?.LinesHeld);
        meter.Gauge("miaia.ibkr.lines.limit", "{line}", "Market-data lines of the login.", sample => sample.Status.Ibkr?.LinesLimit);
        CountOf("miaia.ibkr.sessions", "{session}", "Sessions that became ready.", ibkr => ibkr.Sessions);
        CountOf("miaia.ibkr.lines.dead", "{line}", "Subscriptions that died in silence and were replaced.", ibkr => ibkr.DeadLines);
        CountOf("miaia.ibkr.inputs.taken", "{input}", "Values that the engine took.", ibkr => (long)ibkr.InputsTaken);
        CountOf("miaia.ibkr.inputs.refused", "{input}", "Values that the engine refused.", ibkr => (long)ibkr.InputsRefused);

        void CountOf(string name, string unit, string description, Func<IbkrState, long> read) =>
            meter.Count(name, unit, description, sample => sample.Status.Ibkr is { } ibkr ? [new Measurement<long>(read(ibkr))] : []);
    }

    private static double? ConnectedOf(IbkrState? ibkr) =>
        ibkr is null ? null
        : ibkr.Link == nameof(LinkState.Live) ? 1
        : 0;

    private static OptionsView? OptionsOf(InstrumentState instrument) => instrument.State?.Market?.Options;

    // Without its study market time stands still, and an age would for ever look as young as it was.
    private static OptionsView? AgingOf(InstrumentState instrument) => instrument.StudyAttached ? OptionsOf(instrument) : null;

    internal static double? BasisAgeOf(InstrumentState instrument) =>
        AgingOf(instrument) is { HasBasisPoints: true } options ? options.BasisAgeUs / 1e6 : null;

    internal static double? FitAgeOf(InstrumentState instrument) =>
        AgingOf(instrument) is { FittedUnixUs: > 0 } options
            ? Math.Max(0, instrument.State.ObservedUnixUs - options.FittedUnixUs) / 1e6
            : null;
}
