using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay.Exports;

/// <summary>
/// One line an evaluation: time (UTC), instrument, price in points, C, its long and short sums, coverage, tier, then the value of
/// each feature. A feature that is not ready leaves its field empty: it is not 0.
/// </summary>
public sealed class CsvExport : IReadingExport
{
    private readonly TextWriter _file;

    /// <summary>Begins a file; an existing one is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public CsvExport(string path)
        : this(new StreamWriter(path)) { }

    internal CsvExport(TextWriter file)
    {
        _file = file;
        _file.Write("time_utc,instrument,price,score,long_sum,short_sum,coverage,tier");
        foreach (var name in FeatureNames.All)
        {
            _file.Write(',');
            _file.Write(name);
        }

        _file.Write('\n');
    }

    /// <inheritdoc/>
    public void Write(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var core = instrument.Core;
        var state = core.State;
        _file.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ReadingTime.From(state):yyyy-MM-ddTHH:mm:ss.ffffffZ},{instrument.Name},{ReadingTime.Points(core)},{state.Score:0.#########},{state.LongSum:0.#########},{state.ShortSum:0.#########},{state.Coverage:0.##},{state.Tier}"
            )
        );
        foreach (ref readonly var reading in state.Readings)
        {
            _file.Write(',');
            if (reading.Reading.IsValid)
                _file.Write(reading.Reading.Value.ToString("0.#########", CultureInfo.InvariantCulture));
        }

        _file.Write('\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
