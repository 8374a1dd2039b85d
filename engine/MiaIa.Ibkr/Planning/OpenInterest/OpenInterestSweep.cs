using MiaIa.Engine.Market;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Visits contracts in rotation on the lines that are free: each for its open interest, twice, the heaviest first; then the heaviest ones
/// again and again for their volatility. A visit ends when it brought what it came for, or after its time. Event time only.
/// </summary>
internal sealed class OpenInterestSweep(PlanSettings settings, ChainDirectory directory, OpenInterestBook book)
{
    /// <summary>Later than any time: what was not asked for is not over.</summary>
    private static readonly UnixNanos NotAsked = UnixNanos.Trusted(UnixNanos.MaxValue);

    /// <summary>Visits that wait to be asked for: no more than leave at once, so that lines are not given up before others can be asked.</summary>
    private const int UnaskedMax = 4;

    /// <summary>
    /// So many of the first visits go before any second one: by the time the last contract is due again, others that are due keep the
    /// messages going. Twenty visits a second for as long as a second reading waits.
    /// </summary>
    private const int LastFirstVisits = 600;

    /// <summary>After so many refusals the wait grows no more.</summary>
    private const int RefusalsCounted = 6;

    private readonly Dictionary<int, Visit> _active = [];
    private readonly int[] _expected = NothingExpected(directory.Numbers);
    private readonly Queue<int> _first = new();
    private readonly Queue<(int Contract, UnixNanos From)> _second = new(),
        _secondOfZeros = new(),
        _silent = new();
    private readonly PriorityQueue<int, long> _refused = new();
    private readonly byte[] _refusals = new byte[directory.Numbers];
    private readonly UnixNanos[] _volatilityAt = new UnixNanos[directory.Numbers];
    private readonly List<int> _heaviest = [];
    private int _nextOfHeaviest;

    /// <summary>Contracts that are being visited.</summary>
    public IReadOnlyCollection<int> Active => _active.Keys;

    /// <summary>Whether contracts still wait for a visit for their open interest.</summary>
    public bool IsSweeping =>
        _first.Count + _second.Count + _secondOfZeros.Count + _silent.Count + _refused.Count > 0
        || _active.Values.Any(visit => visit.IsForOpenInterest);

    /// <summary>Whether some contracts were not visited at all yet.</summary>
    public bool IsFirstRound => _first.Count > 0;

    /// <summary>Whether every contract that says its open interest has said it: what remains was silent, or said 0 once.</summary>
    public bool IsDownToSilent => _first.Count + _second.Count == 0;

    /// <summary>Contracts whose last visit was refused; each is visited again.</summary>
    public int Refused => _refused.Count;

    /// <summary>Contracts of which no visit brought a reading.</summary>
    public int NeverArrived { get; private set; }

    /// <summary>Whether a contract is visited for its open interest.</summary>
    public bool IsForOpenInterest(int contract) => _active.TryGetValue(contract, out var visit) && visit.IsForOpenInterest;

    /// <summary>
    /// What a contract had on an earlier day. It counts for nothing but the order of the visits: the heavy ones first, those that had none last,
    /// after those of which nothing is known.
    /// </summary>
    public void Expect(int contract, int lots) => _expected[contract] = lots;

    /// <summary>Begins, or resumes, the day's sweep: what counts already is not visited.</summary>
    /// <param name="weights">γ·lots of each contract, as far as is known.</param>
    /// <param name="isLive">Whether a contract has not settled.</param>
    public void BeginSweep(ReadOnlySpan<double> weights, Predicate<int> isLive)
    {
        var keys = weights.ToArray();
        var order = Enumerable
            .Range(0, directory.Numbers)
            .Where(contract => directory.IsListed(contract) && isLive(contract) && book.AcceptedOf(contract) == OpenInterestBook.None);
        foreach (
            var contract in order
                .OrderBy(contract => GroupOf(_expected[contract]))
                .ThenByDescending(contract => keys[contract] * Math.Max(_expected[contract], 1))
        )
        {
            if (book.ReadingOf(contract) == OpenInterestBook.None)
                _first.Enqueue(contract);
            else
                (book.ReadingOf(contract) == 0 ? _secondOfZeros : _second).Enqueue((contract, default));
        }
    }

    /// <summary>Sets the contracts whose volatility is refreshed.</summary>
    public void SetHeaviest(IEnumerable<int> contracts)
    {
        _heaviest.Clear();
        _heaviest.AddRange(contracts);
    }

    /// <summary>Ends what is over and begins what is due.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="slots">Lines for visits.</param>
    /// <param name="isStreaming">Whether a contract has a line of its own.</param>
    public void Step(UnixNanos now, int slots, Predicate<int> isStreaming)
    {
        foreach (var (contract, visit) in _active)
        {
            if (IsOver(contract, visit, now))
                _active.Remove(contract);
        }

        Shed(slots, now);
        var unasked = _active.Values.Count(visit => visit.AskedAt == NotAsked);
        while (unasked < UnaskedMax && HasRoom(slots, now) && NextForOpenInterest(now) is { } contract)
        {
            _active[contract] = new Visit(IsForOpenInterest: true, NotAsked);
            unasked++;
        }
        if (HasNext(now))
            return;
        for (var i = 0; i < _heaviest.Count && _active.Count < slots; i++)
        {
            _nextOfHeaviest = (_nextOfHeaviest + 1) % _heaviest.Count;
            var contract = _heaviest[_nextOfHeaviest];
            if (isStreaming(contract) || now - _volatilityAt[contract] < settings.RefreshEvery.ToInt64Nanoseconds())
                continue;
            if (!_active.TryAdd(contract, new Visit(IsForOpenInterest: false, NotAsked)))
                continue;
            _volatilityAt[contract] = now;
        }
    }

    /// <summary>A reading came.</summary>
    /// <returns>True when it counts from now on.</returns>
    public bool OnOpenInterest(int contract, int lots, UnixNanos now)
    {
        var isAccepted = book.Read(contract, lots);
        if (_active.TryGetValue(contract, out var visit) && visit.IsForOpenInterest && visit.ReadAt.Value == 0)
            _active[contract] = visit with { ReadAt = now };
        return isAccepted;
    }

    /// <summary>A volatility came.</summary>
    public void OnVolatility(int contract, UnixNanos now)
    {
        _volatilityAt[contract] = now;
        if (_active.TryGetValue(contract, out var visit) && !visit.IsForOpenInterest && visit.ReadAt.Value == 0)
            _active[contract] = visit with { ReadAt = now };
    }

    /// <summary>
    /// The Gateway refused a visit. It does so with valid contracts while it is disturbed, so no refusal is final: the contract is visited again,
    /// after a wait that doubles.
    /// </summary>
    public void OnRefused(int contract, UnixNanos now)
    {
        if (!_active.Remove(contract, out var visit) || !visit.IsForOpenInterest)
            return;
        var wait = NodaTime.Duration.Min(settings.RefusedWaitMin * (1 << _refusals[contract]), settings.RefusedWaitMax);
        _refusals[contract] = (byte)Math.Min(_refusals[contract] + 1, RefusalsCounted);
        _refused.Enqueue(contract, Later(now, wait).Value);
    }

    /// <summary>What disturbed the Gateway is over: what was refused is due at once.</summary>
    public void OnRecovered()
    {
        var contracts = new List<int>(_refused.Count);
        while (_refused.TryDequeue(out var contract, out _))
            contracts.Add(contract);
        for (var i = 0; i < contracts.Count; i++)
        {
            _refusals[contracts[i]] = 0;
            _refused.Enqueue(contracts[i], i - contracts.Count);
        }
    }

    /// <summary>A contract is being asked for: its time begins.</summary>
    public void OnAsked(int contract, UnixNanos now)
    {
        if (_active.TryGetValue(contract, out var visit))
            _active[contract] = visit with { AskedAt = now };
    }

    /// <summary>The session is gone: what was being visited is asked for again, and its time begins then.</summary>
    public void OnStale()
    {
        foreach (var contract in _active.Keys.ToArray())
            _active[contract] = _active[contract] with { AskedAt = NotAsked };
    }

    private bool IsOver(int contract, Visit visit, UnixNanos now)
    {
        if (!visit.IsForOpenInterest)
            return visit.ReadAt.Value != 0 || now - visit.AskedAt >= settings.VisitLimit.ToInt64Nanoseconds();
        if (book.AcceptedOf(contract) != OpenInterestBook.None && book.AcceptedOf(contract) == book.ReadingOf(contract))
            return true;
        if (visit.ReadAt.Value != 0)
        {
            if (now - visit.ReadAt < settings.ReadingGap.ToInt64Nanoseconds())
                return false;
            AskAgain(contract, now);
            return true;
        }
        var isLast = book.SilentVisitsOf(contract) + 1 >= settings.SilentVisitsMax;
        var limit = isLast ? settings.LastVisitLimit : settings.VisitLimit;
        if (now - visit.AskedAt < limit.ToInt64Nanoseconds())
            return false;
        book.OnSilentVisit(contract);
        if (isLast)
            NeverArrived++;
        else
            _silent.Enqueue((contract, Later(now, settings.ReadingGap)));
        return true;
    }

    /// <summary>When lines are taken away, refreshing ends first, then what was read already.</summary>
    private void Shed(int slots, UnixNanos now)
    {
        foreach (var (contract, visit) in _active)
        {
            if (_active.Count <= slots)
                return;
            if (visit.IsForOpenInterest && visit.ReadAt.Value == 0)
                continue;
            _active.Remove(contract);
            if (visit.IsForOpenInterest)
                AskAgain(contract, Later(now, settings.ReadingGap));
        }
    }

    /// <summary>
    /// A line whose contract was read stays open as long as nobody needs it: when the Gateway repeats the reading, a second visit is saved. The
    /// one that was read first gives way first.
    /// </summary>
    private bool HasRoom(int slots, UnixNanos now)
    {
        if (_active.Count < slots)
            return true;
        var oldest = -1;
        foreach (var (contract, visit) in _active)
        {
            if (visit.ReadAt.Value != 0 && (oldest < 0 || visit.ReadAt < _active[oldest].ReadAt))
                oldest = contract;
        }

        if (oldest < 0 || _active.Count > slots || !HasNext(now))
            return false;
        _active.Remove(oldest);
        AskAgain(oldest, Later(now, settings.ReadingGap));
        return true;
    }

    /// <summary>Contracts without open interest weigh nothing: their second visit comes last.</summary>
    private void AskAgain(int contract, UnixNanos from) =>
        (book.ReadingOf(contract) == 0 ? _secondOfZeros : _second).Enqueue((contract, from));

    private bool HasNext(UnixNanos now) =>
        _first.Count > 0
        || (_second.TryPeek(out var second) && second.From <= now)
        || (_silent.TryPeek(out var silent) && silent.From <= now)
        || (_refused.TryPeek(out _, out var from) && from <= now.Value)
        || (_secondOfZeros.TryPeek(out var zero) && zero.From <= now);

    private int? NextForOpenInterest(UnixNanos now)
    {
        while (true)
        {
            int contract;
            if (_refused.TryPeek(out _, out var from) && from <= now.Value)
                contract = _refused.Dequeue();
            else if (_first.Count is 0 or > LastFirstVisits && _second.TryPeek(out var due) && due.From <= now)
                contract = _second.Dequeue().Contract;
            else if (_first.TryDequeue(out var fresh))
                contract = fresh;
            else if (_silent.TryPeek(out var silent) && silent.From <= now)
                contract = _silent.Dequeue().Contract;
            else if (_secondOfZeros.TryPeek(out var zero) && zero.From <= now)
                contract = _secondOfZeros.Dequeue().Contract;
            else
                return null;
            if (book.AcceptedOf(contract) == OpenInterestBook.None && !IsForOpenInterest(contract))
                return contract;
        }
    }

    private static int GroupOf(int expected) =>
        expected > 0 ? 0
        : expected == OpenInterestBook.None ? 1
        : 2;

    private static int[] NothingExpected(int contracts)
    {
        var expected = new int[contracts];
        Array.Fill(expected, OpenInterestBook.None);
        return expected;
    }

    private static UnixNanos Later(UnixNanos now, NodaTime.Duration by) => UnixNanos.Trusted(now.Value + by.ToInt64Nanoseconds());

    private readonly record struct Visit(bool IsForOpenInterest, UnixNanos AskedAt, UnixNanos ReadAt = default);
}
