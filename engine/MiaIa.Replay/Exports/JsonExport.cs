using System.Text.Json;
using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay.Exports;

/// <summary>
/// One JSON array with an object an evaluation: what <see cref="CsvExport"/> writes, and of each feature its weight, contribution,
/// age, remark and what the value is made of; while it is not ready, the reason instead.
/// </summary>
public sealed class JsonExport : IReadingExport
{
    private const int BytesAFlush = 1 << 16;

    private readonly Stream _file;
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins a file; an existing one is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public JsonExport(string path)
        : this(File.Create(path)) { }

    internal JsonExport(Stream file)
    {
        _file = file;
        _json = new Utf8JsonWriter(file);
        _json.WriteStartArray();
    }

    /// <inheritdoc/>
    public void Write(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var state = instrument.Core.State;
        _json.WriteStartObject();
        _json.WriteString("time_utc", ReadingTime.From(state));
        _json.WriteString("instrument", instrument.Name);
        _json.WriteNumber("price", ReadingTime.Points(instrument.Core));
        _json.WriteNumber("score", state.Score);
        _json.WriteNumber("long_sum", state.LongSum);
        _json.WriteNumber("short_sum", state.ShortSum);
        _json.WriteNumber("coverage", state.Coverage);
        _json.WriteString("tier", state.Tier.ToString());
        var factors = instrument.Core.Factors().ToLookup(factor => factor.Feature);
        _json.WriteStartObject("readings");
        foreach (ref readonly var reading in state.Readings)
        {
            _json.WriteStartObject(reading.Name);
            _json.WriteBoolean("valid", reading.Reading.IsValid);
            if (reading.Reading.IsValid)
                _json.WriteNumber("value", reading.Reading.Value);
            if (reading.Reading.Text.Length > 0)
                _json.WriteString(reading.Reading.IsValid ? "remark" : "reason", reading.Reading.Text);
            _json.WriteNumber("weight", reading.Weight);
            _json.WriteNumber("contribution", reading.Contribution);
            _json.WriteNumber("age_us", reading.Reading.AgeMicros(state.ObservedAt));
            Write(factors[reading.Feature]);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        if (_json.BytesPending > BytesAFlush)
            _json.Flush();
    }

    private void Write(IEnumerable<FeatureFactor> factors)
    {
        _json.WriteStartObject("factors");
        foreach (var factor in factors)
            _json.WriteNumber(factor.Name, factor.Value);
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.WriteEndArray();
        _json.Dispose();
        _file.Dispose();
    }
}
