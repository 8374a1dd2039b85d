using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Hosting.Credentials;
using NetMQ;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>The one thread that owns the ROUTER and every session. It sleeps in one place, until somebody has something.</summary>
internal sealed class RelayLoop : IDisposable
{
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
    private readonly RelayCore _core;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    /// <summary>Takes over the port and will close it; nothing runs yet.</summary>
    internal RelayLoop(StudyPort port, AccessTokens tokens, IEngineLinks links, TimeSpan studySilence, TimeProvider time, ILogger log)
    {
        _port = port;
        _log = log;
        _clock = new BridgeClock(time);
        _portItem = new NetMQSelector.Item(port.Socket, PollEvents.PollIn);
        _wakeUpItem = new NetMQSelector.Item(_wakeUp.Receiver, PollEvents.PollIn);
        _items = [_portItem, _wakeUpItem];
        _core = new RelayCore(port, tokens, links, _wakeUp.Signal, studySilence, _clock, log);
        // A background thread: whatever might ever hold it up must not keep the process from ending.
        _thread = new Thread(Run) { Name = "relay", IsBackground = true };
    }

    /// <summary>A stop that takes longer is given up: the lines to the engine have twice their grace, the rest takes milliseconds.</summary>
    internal static TimeSpan StopMax { get; } = TimeSpan.FromMilliseconds(2_500);

    internal BridgeCounters Counters => _core.Counters;

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
            var waits = false;
            while (!_stopping)
            {
                var pause = waits ? FullQueuePause : UntilNextBeat();
                _selector.Select(_items, _items.Length, (long)pause.TotalMilliseconds);
                if (_wakeUpItem.ResultEvent != PollEvents.None)
                    _wakeUp.Clear();
                waits = _core.DrainDown();
                if (_portItem.ResultEvent != PollEvents.None)
                    _core.DrainUp();
                _core.BeatWhenDue();
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

    // A millisecond more, because the poll counts whole ones and would come just too early again and again.
    private TimeSpan UntilNextBeat() => _core.UntilNextBeat + TimeSpan.FromMilliseconds(1);

    // The system resets a connection that is closed with unread bytes, and a reset overtakes what was said last. So this reads on until
    // nobody says anything, and for a moment only where somebody does not stop; the study still has what is passed over here.
    private void ReadOn()
    {
        var end = _clock.Timestamp + _clock.Units(LastWordsPause);
        while (_clock.Timestamp < end && _selector.Select([_portItem], 1, (long)QuietPause.TotalMilliseconds))
            _core.PassOver();
    }

    private void CloseDown()
    {
        // The lines close on their own threads.
        var closing = _core.CloseDown(StopGrace);
        ReadOn();
        if (!closing.Wait(StopGrace + StopGrace))
            LogMessages.LinesCutOff(_log);
        _core.WriteTotals();
    }
}
