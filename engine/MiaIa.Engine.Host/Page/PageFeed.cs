using MiaIa.Engine.Host.Runner;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Page;

/// <summary>
/// Looks at the runner at most four times a second while a page is watched, once for all that watch. Nothing waits for a watcher: each takes the newest
/// moment when it can, and what lay between is gone. Without a watcher the runner is never asked.
/// </summary>
internal sealed class PageFeed
{
    /// <summary>A day of minutes.</summary>
    internal const int BarsMax = 1440;

    // A watcher that is further behind than this is sent everything.
    private const int RecentBars = 4;

    // What is in a page after 250 ms, with the time that it takes to draw.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly EngineRunner _runner;
    private readonly Func<IbkrState?> _ibkr;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private TaskCompletionSource<PageMoment> _next = New();
    private PageMoment? _newest;
    private int _watchers;
    private bool _isLooking;

    /// <summary>Feeds from a runner.</summary>
    /// <param name="runner">The owner of the cores.</param>
    /// <param name="ibkr">The link to IBKR; null when no Gateway is asked.</param>
    /// <param name="time">The clock of the interval.</param>
    /// <param name="stopping">The engine stops.</param>
    internal PageFeed(EngineRunner runner, Func<IbkrState?> ibkr, TimeProvider time, CancellationToken stopping)
    {
        _runner = runner;
        _ibkr = ibkr;
        _time = time;
        _stopping = stopping;
    }

    /// <summary>Whether the runner is being asked.</summary>
    internal bool IsLooking
    {
        get
        {
            lock (_gate)
                return _isLooking;
        }
    }

    /// <summary>One more watches, until <see cref="End"/>.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            _watchers++;
            if (_isLooking)
                return;
            _isLooking = true;
        }

        _ = LookAsync();
    }

    internal void End()
    {
        lock (_gate)
            _watchers--;
    }

    /// <summary>Everything, now.</summary>
    internal PageMoment Whole() => WithIbkr(_runner.Look(BarsMax));

    /// <summary>The newest moment after one that is known.</summary>
    internal Task<PageMoment> AfterAsync(PageMoment known)
    {
        lock (_gate)
            return _newest is { } newest && newest.Number > known.Number ? Task.FromResult(newest) : _next.Task;
    }

    private async Task LookAsync()
    {
        try
        {
            // Counted from the last look on: a timer that makes up for a late one would make five in a second.
            await WaitAsync().ConfigureAwait(false);
            while (IsWatched())
            {
                Publish(WithIbkr(_runner.Look(RecentBars)));
                await WaitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault)
        {
            // Whoever watches is told, and the next one begins anew.
            TaskCompletionSource<PageMoment> next;
            lock (_gate)
                (next, _next, _isLooking) = (_next, New(), false);
            next.SetException(fault);
        }
    }

    private Task WaitAsync() => Task.Delay(Every, _time, _stopping);

    private bool IsWatched()
    {
        lock (_gate)
            return _isLooking = _watchers > 0;
    }

    private void Publish(PageMoment moment)
    {
        TaskCompletionSource<PageMoment> next;
        lock (_gate)
            (next, _next, _newest) = (_next, New(), moment);
        next.SetResult(moment);
    }

    private PageMoment WithIbkr(PageMoment moment)
    {
        moment.Status.Ibkr = _ibkr();
        return moment;
    }

    private static TaskCompletionSource<PageMoment> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
