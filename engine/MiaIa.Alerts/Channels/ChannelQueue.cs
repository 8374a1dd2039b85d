using System.Diagnostics.CodeAnalysis;

namespace MiaIa.Alerts.Channels;

/// <summary>
/// Stands before a channel, so that nobody waits for it: a bounded queue in which the oldest makes room, one sender, a pause between messages, and
/// tries again that come further and further apart and hold up nobody else (<see cref="WaitingLine"/>). A critical message waits for no try that hangs:
/// it goes beside it.
/// </summary>
public sealed partial class ChannelQueue : IAsyncDisposable
{
    /// <summary>Messages that wait at most.</summary>
    public const int WaitingMax = 64;

    /// <summary>How often a message is tried.</summary>
    public const int TriesMax = 6;

    /// <summary>No two tries of a channel come closer together; those who receive allow about one a second.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <summary>A try takes no longer.</summary>
    public static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(20);

    /// <summary>So long a critical message leaves another's try to itself before it goes beside it. Of tries of 20 s each no more than six go on at once.</summary>
    public static readonly TimeSpan HangMin = TimeSpan.FromSeconds(3);

    private readonly IAlertChannel _channel;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WaitingLine _waiting = new();
    private readonly Lock _gate = new();
    private readonly long _begunAt;
    private readonly Task _sending;
    private TaskCompletionSource _news = NewsSource();
    private long _sent;
    private long _failed;
    private long _dropped;
    private string _failure = "";
    private string _lastFailure = "";
    private bool _isDisposed;

    /// <summary>Begins to send what comes.</summary>
    public ChannelQueue(IAlertChannel channel, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_channel, _time, _begunAt) = (channel, time, time.GetTimestamp());
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Less serious alerts are not sent.</summary>
    public AlertSeverity Least => _channel.Least;

    /// <summary>What it has done so far.</summary>
    public ChannelState State
    {
        get
        {
            lock (_gate)
            {
                return new ChannelState(_channel.Name, _sent, _failed, _dropped, _waiting.Count, _failure, _lastFailure);
            }
        }
    }

    /// <summary>Takes a message to be sent, unless it is less serious than the channel wants. Never waits.</summary>
    public void Add(AlertNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        // That it does not work is told in other places; here it would only wait behind what does not go.
        var isOfItself = notice.Alert.Code == AlertCode.ChannelFailing && notice.Alert.Subject == _channel.Name;
        if (notice.Alert.Severity < _channel.Least || isOfItself)
            return;
        lock (_gate)
        {
            if (IsUnheardEnd(notice))
                return;
            _dropped += _waiting.Add(notice);
            _news.TrySetResult();
        }
    }

    /// <summary>Sends one message now, beside the queue, once.</summary>
    /// <returns>Empty when it was taken; else what happened.</returns>
    public async Task<string> TestAsync(AlertNotice notice, CancellationToken cancellation)
    {
        var failure = (await TryAsync(notice, cancellation).ConfigureAwait(false))?.Message ?? "";
        lock (_gate)
        {
            _lastFailure = failure;
        }

        return failure;
    }

    /// <summary>Stops at once. What waits is not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task SendAllAsync()
    {
        var tries = new List<Task>();
        try
        {
            while (true)
            {
                _ = tries.RemoveAll(one => one.IsCompleted);
                if (!TryTake(onlyCritical: tries.Count > 0, out var next, out var news, out var wait))
                {
                    // Another one, the end of one that hangs, or the time of one that failed.
                    Task change = Task.WhenAny([news, .. tries]);
                    await change.WaitAsync(wait, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    _stopping.Token.ThrowIfCancellationRequested();
                    continue;
                }

                var sending = SendAsync(next);
                tries.Add(sending);
                await sending.WaitAsync(HangMin, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Delay(Gap, _time, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It was stopped, and so is each try.
            await Task.WhenAll(tries).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_begunAt);

    private static TaskCompletionSource NewsSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryTake(bool onlyCritical, [NotNullWhen(true)] out WaitingNotice? next, out Task news, out TimeSpan wait)
    {
        lock (_gate)
        {
            if (_news.Task.IsCompleted)
                _news = NewsSource();
            news = _news.Task;
            var isOne = _waiting.TryTake(Elapsed, onlyCritical, out next, out var due);
            wait = due ?? Timeout.InfiniteTimeSpan;
            return isOne;
        }
    }

    private async Task SendAsync(WaitingNotice next)
    {
        var failure = await TryAsync(next.Notice, _stopping.Token).ConfigureAwait(false);
        lock (_gate)
        {
            // Also of one that is tried again: who looks at the list is to see that it does not go.
            _lastFailure = failure?.Message ?? "";
            if (failure is { IsFinal: false } && next.Tries + 1 < TriesMax)
            {
                _dropped += _waiting.Again(next, Elapsed, failure.RetryAfter);
                return;
            }

            _failure = _lastFailure;
            if (failure is null)
            {
                _sent++;
                _waiting.Taken(next);
                Hear(next.Notice);
            }
            else
            {
                _failed++;
                _waiting.GivenUp(next);
            }
        }
    }

    private async Task<ChannelException?> TryAsync(AlertNotice notice, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TryLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _channel.SendAsync(notice, both.Token).ConfigureAwait(false);
            return null;
        }
        catch (ChannelException failure)
        {
            return failure;
        }
        catch (OperationCanceledException over) when (!cancellation.IsCancellationRequested)
        {
            return new ChannelException($"no answer within {TryLimit.TotalSeconds:0} s", isFinal: false, cause: over);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever a library or a server brings about: the engine trades on, and the failure is told as any other.
            return new ChannelException($"{fault.GetType().Name}, which was not expected", isFinal: true, cause: fault);
        }
    }
}
