using MiaIa.Engine.Host.Sessions;
using MiaIa.Grpc;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Everyone who listens: attached studies, publishers and readers alike, and watchers. Belongs to the runner's lock.</summary>
internal sealed class Audience
{
    private const long StateEveryNs = 250_000_000;

    private readonly List<SignalWatcher> _watchers = [];
    private readonly Dictionary<InstrumentLane, ShownLevels> _levels = [];
    private readonly Dictionary<InstrumentLane, (long AtUnixNs, Engine.Confluence.Tier Tier)> _shown = [];

    /// <summary>Attached studies, as the list itself: walking it allocates nothing.</summary>
    internal List<StudySession> Studies { get; } = [];

    internal StudySession? PublisherOf(InstrumentLane lane) => Studies.Find(s => s.Lane == lane && s.IsPublisher);

    internal StudySession? StudyOf(ulong epoch, StudySession except) => Studies.Find(s => s.Epoch == epoch && s != except);

    internal void Add(StudySession study)
    {
        if (!Studies.Contains(study))
            Studies.Add(study);
    }

    internal bool Remove(StudySession study) => Studies.Remove(study);

    internal void Add(SignalWatcher watcher) => _watchers.Add(watcher);

    internal void Remove(SignalWatcher watcher) => _watchers.Remove(watcher);

    internal void Tell(InstrumentLane lane, Signal signal)
    {
        foreach (var study in Studies)
        {
            if (study.Lane == lane)
                study.Deliver(new EngineFrame { Signal = signal });
        }

        foreach (var watcher in _watchers)
            watcher.Show(signal);
    }

    /// <summary>A frame for every study that must not be lost: each gets its own copy with its own counter.</summary>
    internal void TellAll(Func<EngineFrame> frame)
    {
        foreach (var study in Studies)
            study.Deliver(frame());
    }

    /// <summary>Shows the score where it is due: each 250 ms, and when the tier has changed.</summary>
    internal void ShowState(InstrumentLane lane, EngineStep step, long atUnixNs)
    {
        var (shownAt, shownTier) = _shown.GetValueOrDefault(lane);
        var tier = lane.Core.State.Tier;
        if ((atUnixNs - shownAt < StateEveryNs && tier == shownTier) || !HasStudyOf(lane))
            return;

        _shown[lane] = (atUnixNs, tier);
        var state = Messages.StateOf(lane, step);
        foreach (var study in Studies)
        {
            if (study.Lane == lane)
                study.Show(state);
        }
    }

    /// <summary>Shows the levels when one has moved by a tick, at most once a second.</summary>
    internal void ShowLevels(InstrumentLane lane, long atUnixNs)
    {
        if (!HasStudyOf(lane))
            return;

        if (!_levels.TryGetValue(lane, out var shown))
            _levels.Add(lane, shown = new());

        if (!shown.HaveMoved(lane.Core, atUnixNs))
            return;

        var levels = LevelMessages.Of(lane.Core);
        foreach (var study in Studies)
        {
            if (study.Lane == lane)
                study.Answer(new EngineFrame { Levels = levels });
        }
    }

    internal void Flush()
    {
        foreach (var study in Studies)
            study.Flush();
    }

    internal void EndAll(string why)
    {
        foreach (var study in Studies)
            study.End(GrpcStatusCode.Unavailable, why);

        foreach (var watcher in _watchers)
            watcher.End(GrpcStatusCode.Unavailable, why);
    }

    // A loop instead of a lambda, which would be allocated for every lane at every drain.
    private bool HasStudyOf(InstrumentLane lane)
    {
        foreach (var study in Studies)
        {
            if (study.Lane == lane)
                return true;
        }

        return false;
    }
}
