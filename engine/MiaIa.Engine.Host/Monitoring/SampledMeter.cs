using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Runner;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>
/// Instruments that read the newest sample of the engine when somebody asks for them: asking costs the runner nothing. Before the first sample there is
/// nothing to be read, which is not 0.
/// </summary>
internal sealed class SampledMeter(Meter meter, Func<EngineSample?> newest)
{
    private const string Instrument = "instrument";

    /// <summary>What only grows, of the whole engine.</summary>
    internal void Count(string name, string unit, string description, Func<EngineSample, long> read) =>
        meter.CreateObservableCounter(name, () => Read<long>(sample => [new(read(sample))]), unit, description);

    /// <summary>What only grows, with names of its own.</summary>
    internal void Count(string name, string unit, string description, Func<EngineSample, IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableCounter(name, () => Read(read), unit, description);

    /// <summary>What only grows, of each instrument.</summary>
    internal void CountEach(string name, string unit, string description, Func<InstrumentState, ulong> read) =>
        Count(name, unit, description, sample => sample.Status.Instrument.Select(i => Of((long)read(i), i.Instrument)));

    /// <summary>What only grows, of each instrument; <paramref name="read"/> gives a second name with each.</summary>
    internal void CountEach(
        string name,
        string unit,
        string description,
        string second,
        Func<InstrumentState, IEnumerable<(string Name, ulong Value)>> read
    ) =>
        Count(
            name,
            unit,
            description,
            sample => sample.Status.Instrument.SelectMany(i => read(i).Select(v => Of((long)v.Value, i.Instrument, second, v.Name)))
        );

    /// <summary>What goes up and down, of the whole engine; null = not known.</summary>
    internal void Gauge(string name, string? unit, string description, Func<EngineSample, double?> read) =>
        meter.CreateObservableGauge(
            name,
            () => Read<double>(sample => read(sample) is { } value ? [new Measurement<double>(value)] : []),
            unit,
            description
        );

    /// <summary>What goes up and down, of each instrument; null = not known.</summary>
    internal void GaugeEach(string name, string? unit, string description, Func<InstrumentState, double?> read) =>
        Gauges(name, unit, description, sample => sample.Status.Instrument.SelectMany(i => Known(read(i), i.Instrument)));

    /// <summary>The same of what the state itself does not say.</summary>
    internal void GaugeEach(string name, string? unit, string description, Func<InstrumentSample, double?> read) =>
        Gauges(name, unit, description, sample => sample.Instruments.SelectMany(i => Known(read(i), i.Name)));

    /// <summary>What goes up and down, of each instrument; <paramref name="read"/> gives a second name with each.</summary>
    internal void GaugeEach(
        string name,
        string? unit,
        string description,
        string second,
        Func<InstrumentState, IEnumerable<(string Name, double Value)>> read
    ) =>
        Gauges(
            name,
            unit,
            description,
            sample => sample.Status.Instrument.SelectMany(i => read(i).Select(v => Of(v.Value, i.Instrument, second, v.Name)))
        );

    /// <summary>What goes up and down, with names of its own.</summary>
    internal void Gauges(string name, string? unit, string description, Func<EngineSample, IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(name, () => Read(read), unit, description);

    internal static Measurement<T> Of<T>(T value, string instrument)
        where T : struct => new(value, new KeyValuePair<string, object?>(Instrument, instrument));

    internal static Measurement<T> Of<T>(T value, string instrument, string second, string name)
        where T : struct => new(value, new(Instrument, instrument), new(second, name));

    private static IEnumerable<Measurement<double>> Known(double? value, string instrument) =>
        value is { } known && double.IsFinite(known) ? [Of(known, instrument)] : [];

    private Measurement<T>[] Read<T>(Func<EngineSample, IEnumerable<Measurement<T>>> read)
        where T : struct => newest() is { } sample ? [.. read(sample)] : [];
}
