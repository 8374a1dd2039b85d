using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Hosting.Credentials;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>All that the relay decides, without its thread and its sockets: whoever drives it says when to look, and nothing here waits.</summary>
internal sealed class RelayCore
{
    private const int FramesPerTurnMax = 512;
    private static readonly TimeSpan BeatPause = TimeSpan.FromSeconds(1);

    private readonly IStudyPort _port;
    private readonly BridgeClock _clock;
    private readonly StudyTable _table = new();
    private readonly IEngineLinks _links;
    private readonly BridgeReplies _replies;
    private readonly UpstreamRelay _upstream;
    private readonly DownstreamRelay _downstream;
    private readonly CounterReport _report;
    private readonly ILogger _log;
    private readonly TimeSpan _studySilence;
    private long _nextBeat;

    /// <summary>A relay without studies.</summary>
    /// <param name="port">Where studies are.</param>
    /// <param name="tokens">Of which a study must prove the one to operate.</param>
    /// <param name="links">Lines to the engine.</param>
    /// <param name="wakeUp">Called, from any thread, when a line has something: look soon.</param>
    /// <param name="studySilence">A study that says nothing for so long is gone.</param>
    /// <param name="clock">Its two clocks.</param>
    /// <param name="log">The log.</param>
    internal RelayCore(
        IStudyPort port,
        AccessTokens tokens,
        IEngineLinks links,
        Action wakeUp,
        TimeSpan studySilence,
        BridgeClock clock,
        ILogger log
    )
    {
        _port = port;
        _links = links;
        _clock = clock;
        _log = log;
        _studySilence = studySilence;
        _nextBeat = clock.Timestamp;
        _replies = new BridgeReplies(port, clock, Counters);
        var hello = new HelloHandler(_table, links, wakeUp, _replies, clock, log);
        _upstream = new UpstreamRelay(port, _table, new ProvenStudies(tokens), hello, _replies, Counters, clock, log);
        _downstream = new DownstreamRelay(port, _table, hello, _replies, Counters, clock, log);
        _report = new CounterReport(Counters, clock, log);
    }

    internal BridgeCounters Counters { get; } = new();

    /// <summary>How long until the next beat is due; 0 = now.</summary>
    internal TimeSpan UntilNextBeat =>
        TimeSpan.FromMilliseconds(Math.Max(0, _nextBeat - _clock.Timestamp) / (double)_clock.Units(TimeSpan.FromMilliseconds(1)));

    /// <summary>Passes on what the engine said.</summary>
    /// <returns>True when a study's queue is full, so that something still waits: look again soon.</returns>
    internal bool DrainDown() => _downstream.Drain();

    /// <summary>Passes on what studies said, as much as one turn takes.</summary>
    internal void DrainUp() => _upstream.Drain(FramesPerTurnMax);

    /// <summary>Once a second: lets silent studies go, and tells the others how the engine is.</summary>
    internal void BeatWhenDue()
    {
        if (_clock.Timestamp >= _nextBeat)
            Beat();
    }

    /// <summary>Takes what is there a last time, says good-bye to the studies and lets the lines go.</summary>
    /// <returns>Ends when all lines are closed.</returns>
    internal Task CloseDown(TimeSpan grace)
    {
        DrainUp();
        foreach (var session in _table.All)
            _replies.Heartbeat(session, engineConnected: false, "the bridge is stopping");
        return _table.CloseAll(grace);
    }

    /// <summary>Reads messages of studies, as many as one turn takes, and forgets them.</summary>
    internal void PassOver()
    {
        var left = FramesPerTurnMax;
        while (left > 0 && _port.TryReceive())
            left--;
    }

    internal void WriteTotals() => _report.WriteTotals(_table);

    private void Beat()
    {
        _nextBeat = _clock.Timestamp + _clock.Units(BeatPause);
        var silentSince = _clock.Timestamp - _clock.Units(_studySilence);
        for (var i = _table.All.Count - 1; i >= 0; i--)
        {
            var session = _table.All[i];
            if (session.HeardTimestamp >= silentSince)
                continue;
            LogMessages.FellSilent(_log, session.Epoch, session.Key.ToString(), _studySilence);
            Succession.End(_table, session, TimeSpan.Zero, _replies);
            // The list may have become shorter by one only; start over from its end all the same.
            i = _table.All.Count;
        }

        foreach (var session in _table.All)
        {
            _replies.Heartbeat(session, IsConnected(session), Describe(session));
            // The offer that it got when the lease became free may have been lost.
            if (session.WaitsForLease && _table.Leases.HolderOf(session.Key) == 0)
                _replies.HelloRequest(session.RoutingId, session.Epoch);
        }

        foreach (var (routingId, epoch) in _table.TakeTurnedAway())
            _replies.HelloRequest(routingId, epoch);
        _table.Sweep();
        _report.WriteWhenDue(_table);
    }

    private bool IsConnected(StudySession session)
    {
        if (session.IsPublisher)
            return session.Phase == AttachPhase.Attached;
        return _table.Find(_table.Leases.HolderOf(session.Key))?.Phase == AttachPhase.Attached;
    }

    private string Describe(StudySession session) =>
        session.Phase switch
        {
            AttachPhase.Refused => "refused by the engine",
            AttachPhase.Attached => "",
            _ when !session.IsPublisher => session.ReadsBecause,
            AttachPhase.HelloSent => "the engine has not answered yet",
            _ => _links.WhyAway is { Length: > 0 } why ? why : "the engine is away",
        };
}
