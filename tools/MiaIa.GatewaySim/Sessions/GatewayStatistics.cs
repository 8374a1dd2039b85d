namespace MiaIa.GatewaySim.Sessions;

/// <summary>What has happened since the start. It may be read at any time, from any thread.</summary>
public sealed class GatewayStatistics
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, long> _errors = [];
    private readonly SortedDictionary<int, long> _requests = [];
    private readonly long[] _counts = new long[Enum.GetValues<Counted>().Length];

    /// <summary>Clients that have started a session.</summary>
    public long Sessions => Read(Counted.Sessions);

    /// <summary>Lines that are open now.</summary>
    public int LinesNow => (int)Read(Counted.LinesNow);

    /// <summary>Most lines that were open at once.</summary>
    public int LinesMax => (int)Read(Counted.LinesMax);

    /// <summary>Most messages of all clients within one second.</summary>
    public int MessagesInASecondMax => (int)Read(Counted.MessagesInASecondMax);

    /// <summary>Messages that waited because a client asked to be paced.</summary>
    public long MessagesPaced => Read(Counted.Paced);

    /// <summary>Messages that could not be read.</summary>
    public long MessagesMalformed => Read(Counted.Malformed);

    /// <summary>Messages with an id that is not served.</summary>
    public long MessagesUnknown => Read(Counted.Unknown);

    /// <summary>Messages about orders: a client for data sends none.</summary>
    public long OrderMessages => Read(Counted.Orders);

    /// <summary>Requests that came before the session was started.</summary>
    public long RequestsBeforeStart => Read(Counted.Early);

    /// <summary>Messages of lines that were sent.</summary>
    public long TicksSent => Read(Counted.Ticks);

    /// <summary>Times that a client did not read and values were left out for it.</summary>
    public long PulsesConflated => Read(Counted.Conflated);

    /// <summary>Bytes that were sent.</summary>
    public long BytesSent => Read(Counted.Bytes);

    /// <summary>Notices that were sent, by code.</summary>
    public IReadOnlyDictionary<int, long> Errors => Copy(_errors);

    /// <summary>Messages that came, by id of the protocol: 1 opens a line, 2 closes it, 9 asks for details.</summary>
    public IReadOnlyDictionary<int, long> Requests => Copy(_requests);

    /// <summary>All messages that came.</summary>
    public long MessagesReceived
    {
        get
        {
            lock (_gate)
                return _requests.Values.Sum();
        }
    }

    /// <summary>How often a notice was sent.</summary>
    public long ErrorsOf(int code) => Errors.GetValueOrDefault(code);

    /// <summary>How often a message came.</summary>
    public long RequestsOf(int id) => Requests.GetValueOrDefault(id);

    /// <summary>Everything on a few lines.</summary>
    public override string ToString()
    {
        var errors = string.Join(", ", Errors.Select(pair => $"{pair.Key} ×{pair.Value}"));
        var requests = string.Join(", ", Requests.Select(pair => $"{pair.Key} ×{pair.Value}"));
        return $"""
            sessions {Sessions}; messages received {MessagesReceived}, at most {MessagesInASecondMax} in any second, paced {MessagesPaced}
            lines open {LinesNow}, at most {LinesMax}; ticks sent {TicksSent}, {BytesSent} bytes, conflated pulses {PulsesConflated}
            malformed {MessagesMalformed}, unknown {MessagesUnknown}, before start {RequestsBeforeStart}, about orders {OrderMessages}
            requests by id: {(requests.Length > 0 ? requests : "none")}
            notices by code: {(errors.Length > 0 ? errors : "none")}
            """;
    }

    internal void OnSession() => Add(Counted.Sessions, 1);

    internal void OnMalformed() => Add(Counted.Malformed, 1);

    internal void OnUnknown() => Add(Counted.Unknown, 1);

    internal void OnOrder() => Add(Counted.Orders, 1);

    internal void OnEarly() => Add(Counted.Early, 1);

    internal void OnPaced() => Add(Counted.Paced, 1);

    internal void OnTicks(long count) => Add(Counted.Ticks, count);

    internal void OnConflated() => Add(Counted.Conflated, 1);

    internal void OnSent(long bytes) => Add(Counted.Bytes, bytes);

    internal void OnError(int code)
    {
        lock (_gate)
            _errors[code] = _errors.GetValueOrDefault(code) + 1;
    }

    internal void OnRequest(int id, int inThisSecond)
    {
        lock (_gate)
        {
            _requests[id] = _requests.GetValueOrDefault(id) + 1;
            Raise(Counted.MessagesInASecondMax, inThisSecond);
        }
    }

    internal void OnLines(int now)
    {
        lock (_gate)
        {
            _counts[(int)Counted.LinesNow] = now;
            Raise(Counted.LinesMax, now);
        }
    }

    private void Add(Counted what, long by)
    {
        lock (_gate)
            _counts[(int)what] += by;
    }

    private void Raise(Counted what, long to) => _counts[(int)what] = Math.Max(_counts[(int)what], to);

    private long Read(Counted what)
    {
        lock (_gate)
            return _counts[(int)what];
    }

    private Dictionary<int, long> Copy(SortedDictionary<int, long> counts)
    {
        lock (_gate)
            return counts.ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private enum Counted
    {
        Sessions,
        Malformed,
        Unknown,
        Orders,
        Early,
        Paced,
        Ticks,
        Conflated,
        Bytes,
        LinesNow,
        LinesMax,
        MessagesInASecondMax,
    }
}
