using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>The single requests that are open. A few at a time are asked: the Gateway serves definitions slowly and refuses what comes too often.</summary>
internal sealed class RequestBook(
    ClientSettings settings,
    TimeProvider time,
    MarketDataLines lines,
    RequestNumbers numbers,
    UnknownContracts unknown
)
{
    private readonly LinkedList<SingleRequest> _waiting = new();
    private readonly Dictionary<int, SingleRequest> _asked = [];

    /// <summary>Requests that wait or are asked.</summary>
    public int Open => _waiting.Count + _asked.Count;

    private TimeSpan Now => time.GetElapsedTime(0);

    public void Add(SingleRequest request)
    {
        request.Until = Now + settings.RequestLimit;
        _waiting.AddLast(request);
    }

    /// <summary>The next request to send, if one may be sent now.</summary>
    public Request? Next()
    {
        var hasPlace = _asked.Values.Count(request => request.TakesPlace) < settings.RequestsMax;
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            var request = node.Value;
            if ((request.TakesPlace && !hasPlace) || request.NotBefore > Now || (request.TakesLine && !lines.Ledger.TryTake(numbers.Peek)))
                continue;
            _waiting.Remove(node);
            request.RequestId = numbers.Take();
            request.Begin();
            _asked.Add(request.RequestId, request);
            return request.Ask(request.RequestId);
        }
        return null;
    }

    /// <summary>A request that was taken could not be sent.</summary>
    public void NotSent(int requestId)
    {
        if (_asked.Remove(requestId, out var request))
            AskAgain(request);
    }

    /// <summary>The session, or the subscriptions, are gone: what is not answered is asked again.</summary>
    public void AskAll()
    {
        foreach (var request in _asked.Values)
            _waiting.AddFirst(request);
        _asked.Clear();
    }

    /// <summary>Takes a part of an answer.</summary>
    /// <returns>False: the request is none of these.</returns>
    public bool Apply(int requestId, object part)
    {
        if (!_asked.TryGetValue(requestId, out var request))
            return false;
        if (!request.Apply(part))
            return true;
        Remove(request);
        unknown.OnFound(request.About);
        request.Complete();
        return true;
    }

    /// <summary>Finds a snapshot that takes ticks.</summary>
    public bool TryFind(int requestId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SingleRequest? request) =>
        _asked.TryGetValue(requestId, out request);

    /// <summary>The Gateway refused a request.</summary>
    public void OnRefused(Notice notice)
    {
        if (!_asked.TryGetValue(notice.RequestId, out var request))
            return;
        Remove(request);
        if (notice.Code == NoticeTable.LinesExhausted)
            AskAgain(request);
        else
            request.Fail(new RequestRefusedException(request.What, notice.Code, notice.Text));
    }

    /// <summary>Time has passed: requests whose time is over fail.</summary>
    public void Tick()
    {
        for (var node = _waiting.First; node is not null; )
        {
            var next = node.Next;
            if (node.Value.Until <= Now)
            {
                _waiting.Remove(node);
                FailLate(node.Value);
            }
            node = next;
        }
        while (_asked.Values.FirstOrDefault(request => request.Until <= Now) is { } late)
        {
            Remove(late);
            FailLate(late);
        }
    }

    /// <summary>The client stops: nobody waits for nothing.</summary>
    public void FailAll(Exception why)
    {
        AskAll();
        while (_waiting.First is { } node)
        {
            _waiting.RemoveFirst();
            node.Value.Fail(why);
        }
    }

    private void FailLate(SingleRequest request) =>
        request.Fail(new TimeoutException($"{request.What}: no answer within {settings.RequestLimit.TotalSeconds} s"));

    private void Remove(SingleRequest request)
    {
        _asked.Remove(request.RequestId);
        if (request.TakesLine)
            lines.Ledger.Release(request.RequestId);
    }

    private void AskAgain(SingleRequest request)
    {
        request.NotBefore = Now + TimeSpan.FromSeconds(1);
        _waiting.AddFirst(request);
    }
}
