using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Outbound;

namespace MiaIa.Engine.Host.Runner;

/// <summary>What a chart was last shown of an instrument's levels, so that it is told only of what has moved, and at most once a second.</summary>
internal sealed class ShownLevels
{
    private const long EveryNs = 1_000_000_000;

    private readonly int[] _ticks = new int[DrawnLevels.Count];
    private string _note = "";
    private long _askedAtUnixNs;

    /// <summary>Whether a level has moved by a tick, come or gone since they were last shown; what stands now counts as shown.</summary>
    internal bool HaveMoved(EngineCore core, long atUnixNs)
    {
        if (atUnixNs - _askedAtUnixNs < EveryNs)
            return false;

        _askedAtUnixNs = atUnixNs;
        var note = LevelMessages.NoteOf(core.Levels) + LevelMessages.MoodOf(core.Levels);
        var haveMoved = note != _note;
        _note = note;
        for (var level = 0; level < DrawnLevels.Count; level++)
        {
            var ticks = LevelMessages.TicksOf(core, (DrawnLevel)level) ?? 0;
            haveMoved |= ticks != _ticks[level];
            _ticks[level] = ticks;
        }

        return haveMoved;
    }
}
