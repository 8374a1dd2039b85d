using Grpc.Core;
using MiaIa.Alerts;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Everyone who listens: attached studies, publishers and readers alike, and watchers. Belongs to the runner's lock, except
/// <see cref="Hold"/>, <see cref="TellSwitch"/> and <see cref="Wait"/>.
/// </summary>
internal sealed class Subscribers
{
    private const long StateEveryNs = 250_000_000;

    // A state that a slow chart has not fetched is replaced by the next one, and the line in it is lost.
    private const long LineAgainNs = 5_000_000_000;

    private readonly List<SignalWatcher> _watchers = [];
    private readonly Dictionary<InstrumentEngine, ShownLevels> _levels = [];
    private readonly Dictionary<InstrumentEngine, (long AtUnixNs, Engine.Confluence.Tier Tier)> _shown = [];
    private readonly Dictionary<InstrumentEngine, (long AtUnixNs, long Version)> _lines = [];

    // The studies as they were when one last came or went, for whoever has not the runner's lock.
    private volatile StudySession[] _listening = [];
    private volatile int _holds;

    private readonly Lock _waitingGate = new();
    private readonly List<(StudySession Study, ulong Epoch)> _waiting = [];
    private EngineFrame? _standing;

    // Made once: it is asked for at every state that is shown.
    private readonly Func<string, bool> _hasStudy;

    internal Subscribers() => _hasStudy = name => Studies.Exists(study => study.Instrument?.Name == name);

    /// <summary>Attached studies, as the list itself: walking it allocates nothing.</summary>
    internal List<StudySession> Studies { get; } = [];

    /// <summary>What was told of signals, for who looks later.</summary>
    internal ToldSignals Told { get; } = new();

    /// <summary>
    /// Whether somebody waits for the runner to stop trading, and the state does not know it yet: no entry leaves, and no view is shown that would
    /// let a study trade.
    /// </summary>
    internal bool IsHeld => _holds > 0;

    /// <summary>What studies show of the alerts that are open.</summary>
    internal ChartNotices Notices { get; set; } = ChartNotices.None;

    internal StudySession? PublisherOf(InstrumentEngine instrument) => Studies.Find(s => s.Instrument == instrument && s.IsPublisher);

    internal StudySession? StudyOf(ulong epoch, StudySession except) => Studies.Find(s => s.Epoch == epoch && s != except);

    internal void Add(StudySession study)
    {
        if (Studies.Contains(study))
            return;
        Studies.Add(study);
        _lines.Clear();
        _listening = [.. Studies];
    }

    internal bool Remove(StudySession study)
    {
        var wasThere = Studies.Remove(study);
        _listening = [.. Studies];
        return wasThere;
    }

    internal void Add(SignalWatcher watcher) => _watchers.Add(watcher);

    internal void Remove(SignalWatcher watcher) => _watchers.Remove(watcher);

    internal void Tell(InstrumentEngine instrument, Signal signal)
    {
        Told.Add(signal, instrument.Publisher?.Hello.Contract ?? "");
        foreach (var study in Studies)
        {
            if (study.Instrument == instrument)
                study.Deliver(new EngineFrame { Signal = signal });
        }

        foreach (var watcher in _watchers)
            watcher.Show(signal);
    }

    /// <summary>Nothing is let go until <see cref="Release"/>; on any thread.</summary>
    internal void Hold() => Interlocked.Increment(ref _holds);

    /// <summary>The runner has done what it was held for.</summary>
    internal void Release() => Interlocked.Decrement(ref _holds);

    /// <summary>
    /// Halt, flatten or resume, on its way when this returns: each study gets its own copy with its own counter. On any thread; what was told
    /// while the runner was stuck the runner tells again.
    /// </summary>
    /// <param name="told">What is told.</param>
    /// <param name="address">Gives a study's flatten the name under which it is answered, and what is ours there; null = neither.</param>
    internal void TellSwitch(EngineFrame told, Action<Flatten, StudySession>? address = null)
    {
        Stand(told);
        foreach (var study in _listening)
        {
            var frame = told.Clone();
            if (frame.Flatten is { } flatten)
                address?.Invoke(flatten, study);
            study.DeliverSwitch(frame);
        }

        lock (_waitingGate)
        {
            foreach (var (study, epoch) in _waiting)
                study.DeliverEarly(told.Clone(), epoch);
        }
    }

    /// <summary>
    /// A study that says Hello while the runner is stuck: it is told at once what it would hear of halts and flattens when it is welcomed, and
    /// whatever comes meanwhile. Until <see cref="Welcomed"/>; on any thread.
    /// </summary>
    internal void Wait(StudySession study, ulong epoch)
    {
        lock (_waitingGate)
        {
            _waiting.Add((study, epoch));
            if (_standing is { } told)
                study.DeliverEarly(told.Clone(), epoch);
        }
    }

    /// <summary>The runner has time for it now.</summary>
    internal void Welcomed(StudySession study)
    {
        lock (_waitingGate)
            _waiting.RemoveAll(waiting => waiting.Study == study);
    }

    // A flatten is stronger than a halt, and holds as long.
    private void Stand(EngineFrame told)
    {
        lock (_waitingGate)
        {
            if (told.Resume is not null)
                _standing = null;
            else if (_standing?.Flatten is null || told.Flatten is not null)
                _standing = told;
        }
    }

    /// <summary>Shows the score where it is due: each 250 ms, and when the tier has changed.</summary>
    internal void ShowState(InstrumentEngine instrument, EngineState engine, long atUnixNs)
    {
        var (shownAt, shownTier) = _shown.GetValueOrDefault(instrument);
        var tier = instrument.Core.State.Tier;
        if ((atUnixNs - shownAt < StateEveryNs && tier == shownTier) || !HasStudyOf(instrument))
            return;

        _shown[instrument] = (atUnixNs, tier);
        var state = Messages.StateOf(instrument, engine);
        if (IsLineDue(instrument, atUnixNs))
            state.Market.SessionVwap.AddRange(MarketMessages.SessionVwap(instrument.Core));
        var trading = TradingMessages.ViewOf(instrument.Core.Trading, engine.OwnHalt);
        trading.Notice = Notices.For(instrument.Name, _hasStudy);
        foreach (var study in Studies)
        {
            if (study.Instrument != instrument)
                continue;
            study.ShowState(state);
            if (!IsHeld)
                study.ShowTrading(trading);
        }
    }

    private bool IsLineDue(InstrumentEngine instrument, long atUnixNs)
    {
        var version = instrument.Core.ChartBars.SessionVwapVersion;
        if (_lines.TryGetValue(instrument, out var told) && told.Version == version && atUnixNs - told.AtUnixNs < LineAgainNs)
            return false;

        _lines[instrument] = (atUnixNs, version);
        return true;
    }

    /// <summary>Shows the levels when one has moved by a tick, at most once a second.</summary>
    internal void ShowLevels(InstrumentEngine instrument, long atUnixNs)
    {
        if (!HasStudyOf(instrument))
            return;

        if (!_levels.TryGetValue(instrument, out var shown))
            _levels.Add(instrument, shown = new());

        if (!shown.HaveMoved(instrument.Core, atUnixNs))
            return;

        var levels = LevelMessages.From(instrument.Core);
        foreach (var study in Studies)
        {
            if (study.Instrument == instrument)
                study.ShowLevels(levels);
        }
    }

    /// <summary>A new chain has begun: studies listen to its instruments, and everything is shown anew.</summary>
    internal void Follow(EngineState state)
    {
        _levels.Clear();
        _shown.Clear();
        _lines.Clear();
        foreach (var study in Studies)
            study.Follow(state);
    }

    internal void Flush()
    {
        foreach (var study in Studies)
            study.Flush();
    }

    internal void EndAll(string why)
    {
        foreach (var study in Studies)
            study.End(StatusCode.Unavailable, why);

        foreach (var watcher in _watchers)
            watcher.End(StatusCode.Unavailable, why);
    }

    // A loop instead of a lambda, which would be allocated for every instrument at every drain.
    private bool HasStudyOf(InstrumentEngine instrument)
    {
        foreach (var study in Studies)
        {
            if (study.Instrument == instrument)
                return true;
        }

        return false;
    }
}
