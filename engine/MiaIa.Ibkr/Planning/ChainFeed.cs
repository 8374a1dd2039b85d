using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// One chain: resolves its contracts once a day, carries the planner's subscriptions to the client, brings what the lines say to planner and engine.
/// Inside the client's lock.
/// </summary>
internal sealed class ChainFeed(
    FeedSettings settings,
    PlanSettings plan,
    ChainSubject subject,
    bool sweeps,
    ChainPublisher publisher,
    ChainStorage storage
)
{
    private const long RetryListingNanos = 60 * UnixNanos.PerSecond;

    private readonly Dictionary<int, int> _contractOfLine = [];
    private readonly Dictionary<int, (int Line, LineDemand Want)> _lineOfContract = [];
    private readonly List<int> _gone = [];
    private ListingPass? _pass;
    private UnixNanos _listAgainAt;
    private double _spot = double.NaN;

    /// <summary>The planner; null before the contracts are known.</summary>
    public ChainPlanner? Planner { get; private set; }

    /// <summary>What it is busy with.</summary>
    public string State =>
        Planner is null
            ? _pass is null
                ? "waiting"
                : $"listing, {_pass.Remaining} expiries to go"
            : double.IsNaN(Planner.Spot)
                ? $"waiting for the price of {subject.Symbol}"
                : Planner.Visits.IsSweeping
                    ? "sweeping open interest"
                    : "streaming";

    /// <summary>When a contract's volume last came: what the option flow is made of.</summary>
    public UnixNanos VolumeAt { get; private set; }

    /// <summary>Lines that are subscribed for it.</summary>
    public int Lines => _contractOfLine.Count;

    public bool Owns(int line) => _contractOfLine.ContainsKey(line);

    public void OnSpot(double points)
    {
        _spot = points;
        Planner?.OnSpot(points);
    }

    public void Step(UnixNanos now, IClientRequests requests, int lines)
    {
        ListIfDue(now, requests);
        if (Planner is null)
            return;
        Planner.Step(now, lines);
        storage.SaveIfDue(Planner, now);
        Carry(requests);
    }

    /// <summary>Drops every line: the chain is not needed now.</summary>
    public void Rest(IClientRequests requests)
    {
        foreach (var line in _contractOfLine.Keys)
            requests.Drop(line);
        _contractOfLine.Clear();
        _lineOfContract.Clear();
    }

    public void OnPrice(int line, in TickPrice tick, UnixNanos now)
    {
        if (!TryFind(line, out var contract))
            return;
        if (tick.Type is not (TickType.Bid or TickType.Ask))
        {
            OnAlive(contract, now);
            return;
        }
        var chain = Planner!.Directory.Chain;
        // A quote that is gone is an empty side, and no longer the last one.
        var price = tick.Price ?? 0;
        Planner.OnQuote(
            contract,
            tick.Type == TickType.Bid ? price : chain.Bids[contract],
            tick.Type == TickType.Ask ? price : chain.Asks[contract],
            now
        );
        publisher.OnQuote(contract);
    }

    public void OnSize(int line, in TickSize tick, UnixNanos now)
    {
        if (tick.Size is not (>= 0 and <= 100_000_000) || !TryFind(line, out var contract))
            return;
        OnAlive(contract, now);
        var lots = (int)tick.Size.Value;
        // On one contract both sides come, and the other one is a 0 that means nothing.
        var ownSide = contract % 2 == (int)OptionRight.Call ? TickType.CallOpenInterest : TickType.PutOpenInterest;
        if (tick.Type == TickType.Volume)
        {
            VolumeAt = now;
            Planner!.OnVolume(contract, lots);
            publisher.OnVolume(contract);
        }
        else if (tick.Type == ownSide && Planner!.OnOpenInterest(contract, lots, now))
        {
            publisher.OnOpenInterest(contract);
            storage.OnChanged();
        }
    }

    public void OnComputation(int line, in OptionComputation tick, UnixNanos now)
    {
        if (tick.Type != TickType.ModelOption || tick.ImpliedVolatility is not (> 0 and <= 100) || !TryFind(line, out var contract))
            return;
        OnAlive(contract, now);
        if (Planner!.OnVolatility(contract, tick.ImpliedVolatility.Value, now))
            publisher.OnVolatility(contract);
    }

    public void OnAsked(int line, UnixNanos now)
    {
        if (TryFind(line, out var contract))
            Planner!.OnAsked(contract, now);
    }

    public void OnRefused(int line)
    {
        if (TryFind(line, out var contract))
            Planner!.OnRefused(contract);
    }

    public void OnStale() => Planner?.OnStale();

    /// <summary>Nothing more will come: what is not saved yet is.</summary>
    public void End(UnixNanos now)
    {
        if (Planner is not null)
            storage.SaveIfChanged(Planner, now);
    }

    /// <summary>Takes open interest that somebody else knows, such as a table.</summary>
    public void TakeOpenInterest(IEnumerable<StoredLots> lots, UnixNanos at)
    {
        foreach (var each in lots)
        {
            var contract = Planner!.Directory.Find(each.Root, each.Date, each.Strike, each.Right);
            if (contract < 0)
                continue;
            Planner.OnStoredOpenInterest(contract, each.Lots, at);
            publisher.OnOpenInterest(contract);
        }
        storage.OnChanged();
    }

    private void OnAlive(int contract, UnixNanos now)
    {
        if (Planner!.OnAlive(contract, now))
            publisher.OnQuote(contract);
    }

    private bool TryFind(int line, out int contract) => _contractOfLine.TryGetValue(line, out contract) && Planner is not null;

    private void ListIfDue(UnixNanos now, IClientRequests requests)
    {
        var day = OpenInterestDay.From(now, plan.OpenInterestFrom);
        if (Planner?.Book.Day == day || _pass is not null || now < _listAgainAt || !requests.IsLive)
            return;
        if (storage.LoadContracts(subject.Symbol, day, requests) is { } cached)
        {
            Begin(cached, day, now, requests);
            return;
        }
        _pass = new ListingPass(
            subject,
            requests,
            found =>
            {
                _pass = null;
                var directory = new ChainDirectory(subject.Symbol, found, day);
                storage.Save(directory);
                Begin(directory, day, now, requests);
            },
            why =>
            {
                _pass = null;
                _listAgainAt = UnixNanos.Trusted(now.Value + RetryListingNanos);
                requests.Raise(AlertNames.ListingFailed, AlertSeverity.Warning, why, subject.Symbol);
            }
        );
        _pass.Begin();
    }

    private void Begin(ChainDirectory directory, NodaTime.LocalDate day, UnixNanos now, IClientRequests requests)
    {
        requests.Close(AlertNames.ListingFailed, subject.Symbol);
        Rest(requests);
        Planner = new ChainPlanner(directory, new OpenInterestBook(directory.Numbers, day), plan)
        {
            Sweeps = sweeps && settings.SweepsOpenInterest,
        };
        if (!double.IsNaN(_spot))
            Planner.OnSpot(_spot);
        publisher.List(directory, now.Micros);
        storage.LoadOpenInterest(Planner, requests);
        for (var contract = 0; contract < directory.Numbers; contract++)
        {
            if (directory.Chain.OpenInterestLots[contract] >= 0)
                publisher.OnOpenInterest(contract);
        }
    }

    private void Carry(IClientRequests requests)
    {
        _gone.Clear();
        foreach (var (contract, (_, want)) in _lineOfContract)
        {
            if (!Planner!.Wants.TryGetValue(contract, out var now) || now != want)
                _gone.Add(contract);
        }

        foreach (var contract in _gone)
        {
            _lineOfContract.Remove(contract, out var old);
            _contractOfLine.Remove(old.Line);
            requests.Drop(old.Line);
        }
        foreach (var (contract, want) in Planner!.Wants)
        {
            if (_lineOfContract.ContainsKey(contract))
                continue;
            var ticks = want == LineDemand.OpenInterest ? "101" : "";
            var isStreaming = want == LineDemand.Volatility;
            var line = requests.Subscribe(
                new MarketDataSubscription(Planner.Directory.ContractOf(contract), ticks, isStreaming ? 1 : 2, isStreaming)
            );
            _lineOfContract.Add(contract, (line, want));
            _contractOfLine.Add(line, contract);
        }
    }
}
