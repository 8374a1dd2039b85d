using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Market;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Snapshots;

/// <summary>
/// Keeps the engine's state at the moments that people ask about later. It asks the runner for a copy as any caller does, and writes it from a
/// task of its own; what cannot be written is told and given up.
/// </summary>
internal sealed class SnapshotKeeper : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly EngineRunner _runner;
    private readonly SnapshotStore _store;
    private readonly TimeProvider _time;
    private readonly LogMessages _log;
    private readonly SessionCalendar _calendar = SessionCalendar.Cme();
    private readonly CancellationTokenSource _stop = new();
    private readonly SignalWatcher _signals = new("");
    private readonly Lock _gate = new();
    private Task _work = Task.CompletedTask;

    private SnapshotKeeper(EngineRunner runner, string folder, TimeProvider time, LogMessages log)
    {
        _runner = runner;
        _store = new SnapshotStore(folder);
        _time = time;
        _log = log;
    }

    /// <summary>Begins to keep.</summary>
    internal static SnapshotKeeper Start(EngineRunner runner, string folder, TimeProvider time, LogMessages log)
    {
        var keeper = new SnapshotKeeper(runner, folder, time, log);
        runner.Watch(keeper._signals);
        keeper._work = Task.WhenAll(keeper.MomentsAsync(), keeper.SignalsAsync());
        return keeper;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _runner.Unwatch(_signals);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task MomentsAsync()
    {
        using var timer = new PeriodicTimer(LookEvery, _time);
        var last = Now();
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                var now = Now();
                foreach (var moment in SnapshotMoments.Between(last, now, _calendar))
                    Keep(moment, now);
                last = now;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    private async Task SignalsAsync()
    {
        try
        {
            await foreach (var signal in _signals.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                // What is alive when the engine starts was born under another one.
                if (signal.Event == SignalEvent.Born && signal.BornUnixUs == signal.ObservedUnixUs)
                    Write(Now(), $"signal-{signal.Id}", _store.KeepContext);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The engine stops.
        }
        catch (RpcException ended)
        {
            // The runner ends its watchers when it stops, and one that is too slow.
            if (!_stop.IsCancellationRequested && ended.StatusCode == StatusCode.ResourceExhausted)
                _log.SnapshotLost(ended.Status.Detail);
        }
    }

    private void Keep(SnapshotMoment moment, UnixNanos now)
    {
        if (moment.Kind == SnapshotKind.SessionEnd)
            Write(now, "session_end", (_, _, json) => _store.KeepDay(moment.Date, json));
        else
            Write(now, moment.Kind == SnapshotKind.Open ? "open" : "close", _store.KeepContext);
    }

    private void Write(UnixNanos at, string why, Action<UnixNanos, string, string> keep)
    {
        try
        {
            var status = _runner.Report(withExposure: true);
            var context = _runner.Read(SnapshotText.ContextOf);
            var json = SnapshotText.Of(at, why, status, context);
            lock (_gate)
                keep(at, why, json);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _log.SnapshotLost(fault.Message);
        }
    }

    private UnixNanos Now() => UnixNanos.Trusted(EdgeClock.UnixNsOf(_time));
}
