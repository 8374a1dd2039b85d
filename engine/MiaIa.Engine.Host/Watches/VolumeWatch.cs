using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Watches;

/// <summary>
/// Says once when nothing has traded for too long in regular hours, which blocks entries, and once when that is over. Where nothing has traded
/// at all yet, the wait is by the local clock.
/// </summary>
internal sealed class VolumeWatch
{
    private const double NanosPerSecond = 1e9;

    private readonly LogMessages _log;
    private readonly Dictionary<string, Silence> _silences = [];

    internal VolumeWatch(LogMessages log) => _log = log;

    /// <summary>Asked at every tick.</summary>
    internal void Look(EngineState state, long atUnixNs)
    {
        for (var i = 0; i < state.Instruments.Count; i++)
            Look(state.Instruments[i], atUnixNs);
    }

    private void Look(InstrumentEngine instrument, long atUnixNs)
    {
        var silence = _silences.GetValueOrDefault(instrument.Name);
        var seconds = instrument.Core.SecondsWithoutVolume;
        var begunAt =
            !double.IsNaN(seconds) ? 0
            : silence.BegunAtUnixNs == 0 ? atUnixNs
            : silence.BegunAtUnixNs;
        if (double.IsNaN(seconds))
            seconds = (atUnixNs - begunAt) / NanosPerSecond;
        var isSilent = seconds >= instrument.Core.Options.Trading.Risk.NoVolumeSeconds;
        if (isSilent && !silence.IsSaid)
            _log.NoVolume(instrument.Name, seconds);
        else if (!isSilent && silence.IsSaid)
            _log.VolumeAgain(instrument.Name);
        _silences[instrument.Name] = new(begunAt, isSilent);
    }

    private readonly record struct Silence(long BegunAtUnixNs, bool IsSaid);
}
