namespace MiaIa.Ibkr.Connection;

/// <summary>Where a session stands, and the one reason of its end. For any thread.</summary>
internal sealed class SessionLife : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionState _state;

    public ConnectionState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>Cancelled when the session is over.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Completes when the session is over; it is complete before <see cref="Ending"/> is cancelled.</summary>
    public Task<SessionEnd> Ended => _ended.Task;

    public void Step(ConnectionStep step)
    {
        lock (_lock)
            _state = ConnectionFlow.Next(_state, step);
    }

    public void Open()
    {
        lock (_lock)
        {
            if (_state != ConnectionState.Idle)
                throw new InvalidOperationException($"a connection is opened once; this one is {_state}");
            _state = ConnectionFlow.Next(_state, ConnectionStep.Open);
        }
    }

    public void End(SessionEndCause cause, string text)
    {
        Step(ConnectionStep.End);
        // The first reason is the cause, whatever follows from it.
        if (_ended.TrySetResult(new SessionEnd(cause, text)))
            _ending.Cancel();
    }

    /// <summary>Ends the session. The source of <see cref="Ending"/> has neither timer nor handle, and whoever comes late may still look at it.</summary>
    public void Dispose() => End(SessionEndCause.ClosedHere, "closed by this program");

    /// <summary>Ends the session and tells the reason of its end, which may be an earlier one.</summary>
    public TwsException Fail(SessionEndCause cause, string text, Exception inner)
    {
        End(cause, text);
        return new TwsException(_ended.Task.Result, inner);
    }

    /// <summary>Awaits a task that was given <see cref="Ending"/>: when the session ends meanwhile, its end is what the caller hears.</summary>
    public async Task WaitAsync(Task task, CancellationToken own)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_ending.IsCancellationRequested && !own.IsCancellationRequested)
        {
            throw new TwsException(_ended.Task.Result, e);
        }
    }
}
