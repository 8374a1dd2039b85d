namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Writes files off the thread on which ticks come: one at a time, in the order in which they were asked for. Of two states of one file that wait
/// only the newer is written, in the older one's place, so that no more than one a file ever waits. For any thread.
/// </summary>
/// <param name="problem">Hears of each write that failed, on the writing thread.</param>
internal sealed class SaveQueue(Action<string> problem) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(string Path, Action Save)> _waiting = [];
    private bool _isWriting,
        _isClosed;

    /// <summary>Writes that failed so far.</summary>
    public long Failed
    {
        get
        {
            lock (_lock)
                return field;
        }
        private set;
    }

    /// <summary>Why the newest write failed; empty when it did not.</summary>
    public string Failure
    {
        get
        {
            lock (_lock)
                return field;
        }
        private set;
    } = "";

    /// <summary>Completes when everything that was asked for by now is written, or has failed.</summary>
    public Task Written
    {
        get
        {
            lock (_lock)
                return field;
        }
        private set;
    } = Task.CompletedTask;

    /// <summary>Asks for a write; returns at once.</summary>
    /// <param name="path">The file: what waits for it is replaced.</param>
    /// <param name="save">Writes it, from what nobody changes any more.</param>
    /// <exception cref="ObjectDisposedException">The queue was closed.</exception>
    public void Add(string path, Action save)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var place = _waiting.FindIndex(waiting => waiting.Path == path);
            if (place >= 0)
                _waiting[place] = (path, save);
            else
                _waiting.Add((path, save));
            if (_isWriting)
                return;
            _isWriting = true;
            Written = Task.Run(Write);
        }
    }

    /// <summary>Takes nothing more, and ends when everything is written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isClosed = true;
        await Written.ConfigureAwait(false);
    }

    private void Write()
    {
        while (Next() is { } save)
        {
            var failure = "";
            try
            {
                save();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = e.Message;
            }
            catch (Exception e)
            {
                // Nobody awaits this write: a fault of our own has to be heard as well.
                failure = e.ToString();
            }
            Finish(failure);
        }
    }

    private Action? Next()
    {
        lock (_lock)
        {
            _isWriting = _waiting.Count > 0;
            if (!_isWriting)
                return null;
            var save = _waiting[0].Save;
            _waiting.RemoveAt(0);
            return save;
        }
    }

    private void Finish(string failure)
    {
        lock (_lock)
        {
            Failure = failure;
            Failed += failure.Length > 0 ? 1 : 0;
        }
        if (failure.Length > 0)
            problem($"options are not kept for a restart: {failure}");
    }
}
