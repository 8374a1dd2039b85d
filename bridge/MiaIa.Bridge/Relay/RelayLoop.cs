using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Hosting.Credentials;
using NetMQ;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>The one thread that owns the ROUTER and every session. It sleeps in one place, until somebody has something.</summary>
internal sealed class RelayLoop : IDisposable
{
    private const int FramesPerTurnMax = 512;
    private static readonly TimeSpan BeatPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LastWordsPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QuietPause = TimeSpan.FromMilliseconds(20);

    private readonly StudyPort _port;
    private readonly RelayWakeUp _wakeUp = new();
    private readonly NetMQSelector _selector = new();
    private readonly NetMQSelector.Item _portItem;
    private readonly NetMQSelector.Item _wakeUpItem;
    private readonly NetMQSelector.Item[] _items;
    private readonly BridgeClock _clock;
    private readonly StudyTable _table = new();
    private readonly BridgeReplies _replies;
    private readonly UpstreamRelay _upstream;
    private readonly DownstreamRelay _downstream;
    private readonly CounterReport _report;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private readonly TimeSpan _studySilence;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _nextBeat;
    private volatile bool _stopping;

    /// <summary>Takes over the port and will close it; nothing runs yet.</summary>
    internal RelayLoop(StudyPort port, AccessToken token, IEngineLinks links, TimeSpan studySilence, TimeProvider time, ILogger log)
    {
        _port = port;
        _log = log;
        _studySilence = studySilence;
        _clock = new BridgeClock(time);
        _portItem = new NetMQSelector.Item(port.Socket, PollEvents.PollIn);
        _wakeUpItem = new NetMQSelector.Item(_wakeUp.Receiver, PollEvents.PollIn);
        _items = [_portItem, _wakeUpItem];
        _replies = new BridgeReplies(port, _clock, Counters);
        var hello = new HelloHandler(_table, links, _wakeUp.Signal, _replies, _clock, log);
        _upstream = new UpstreamRelay(port, _table, new ProvenStudies(token), hello, _replies, Counters, _clock, log);
        _downstream = new DownstreamRelay(port, _table, hello, _replies, Counters, _clock, log);
        _report = new CounterReport(Counters, _clock, log);
        // A background thread: whatever might ever hold it up must not keep the process from ending.
        _thread = new Thread(Run) { Name = "relay", IsBackground = true };
    }

    /// <summary>A stop that takes longer is given up: the lines to the engine have twice their grace, the rest takes milliseconds.</summary>
    internal static TimeSpan StopMax { get; } = TimeSpan.FromMilliseconds(2_500);

    internal BridgeCounters Counters { get; } = new();

    /// <summary>Ends when the loop has stopped; fails when it was stopped by a fault.</summary>
    internal Task Ended => _ended.Task;

    internal void Start() => _thread.Start();

    /// <summary>Asks the loop to stop: it drains once more, tells the studies and closes the lines to the engine, within a second.</summary>
    internal void Stop()
    {
        _stopping = true;
        _wakeUp.Signal();
    }

    /// <summary>Waits for the loop to end, for as long as a stop takes at most; a loop that was never started closes its sockets here.</summary>
    public void Dispose()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            Stop();
            if (!_thread.Join(StopMax))
                LogMessages.RelayHeldUp(_log, StopMax);
            return;
        }

        CloseSockets();
    }

    private void Run()
    {
        try
        {
            _nextBeat = _clock.Timestamp;
            var waits = false;
            while (!_stopping)
            {
                var pause = waits ? FullQueuePause : UntilNextBeat();
                _selector.Select(_items, _items.Length, (long)pause.TotalMilliseconds);
                if (_wakeUpItem.ResultEvent != PollEvents.None)
                    _wakeUp.Clear();
                waits = _downstream.Drain();
                if (_portItem.ResultEvent != PollEvents.None)
                    _upstream.Drain(FramesPerTurnMax);
                if (_clock.Timestamp >= _nextBeat)
                    Beat();
            }

            CloseDown();
            CloseSockets();
            _ended.SetResult();
        }
        catch (Exception fault)
        {
            // Nothing above this frame could report it; the program ends with it.
            LogMessages.RelayFailed(_log, fault);
            CloseSockets();
            _ended.SetException(fault);
        }
    }

    // By the thread that used them last: no socket of NetMQ goes from one thread to another and back.
    private void CloseSockets()
    {
        _port.Dispose();
        _wakeUp.Dispose();
    }

    private TimeSpan UntilNextBeat()
    {
        var units = Math.Max(0, _nextBeat - _clock.Timestamp);
        // A millisecond more, because the poll counts whole ones and would come just too early again and again.
        return TimeSpan.FromMilliseconds((units / (double)_clock.Units(TimeSpan.FromMilliseconds(1))) + 1);
    }

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
            _replies.Heartbeat(session, IsConnected(session), Describe(session));
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

    private static string Describe(StudySession session) =>
        session.Phase switch
        {
            AttachPhase.Refused => "refused by the engine",
            AttachPhase.Attached => "",
            _ when !session.IsPublisher => session.ReadsBecause,
            AttachPhase.HelloSent => "the engine has not answered yet",
            _ => "the engine is away",
        };

    // The system resets a connection that is closed with unread bytes, and a reset overtakes what was said last. So this reads on until
    // nobody says anything, and for a moment only where somebody does not stop; the study still has what is passed over here.
    private void ReadOn()
    {
        var end = _clock.Timestamp + _clock.Units(LastWordsPause);
        while (_clock.Timestamp < end && _selector.Select([_portItem], 1, (long)QuietPause.TotalMilliseconds))
            PassOver();
    }

    private void PassOver()
    {
        var left = FramesPerTurnMax;
        while (left > 0 && _port.TryReceive())
            left--;
    }

    private void CloseDown()
    {
        _upstream.Drain(FramesPerTurnMax);
        foreach (var session in _table.All)
            _replies.Heartbeat(session, engineConnected: false, "the bridge is stopping");
        // The lines close on their own threads.
        var closing = _table.CloseAll(StopGrace);
        ReadOn();
        if (!closing.Wait(StopGrace + StopGrace))
            LogMessages.LinesCutOff(_log);
        _report.WriteTotals(_table);
    }
}
