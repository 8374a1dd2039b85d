using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MiaIa.Tests;

/// <summary>Listens to one meter as an exporter would; its factory's instruments, and static ones of that name.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new();

    internal Measured(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && (instrument.Meter.Scope is null || instrument.Meter.Scope == Meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    internal IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>The value of an instrument, with its tags' values after slashes: <c>miaia.engine.trade_records/ES</c>. A histogram gives its sum.</summary>
    internal double this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _values.TryGetValue(name, out var value) ? value : throw new AssertionException($"nothing measured {name}");
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags)
            name += $"/{tag.Value}";
        _values.AddOrUpdate(name, value, (_, before) => instrument.IsObservable ? value : before + value);
    }
}
