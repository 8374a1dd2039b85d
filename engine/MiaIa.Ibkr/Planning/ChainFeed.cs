using System.Diagnostics.CodeAnalysis;
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
    private const long RenewNanos = 5 * UnixNanos.PerSecond,
        UnknownAgeNanos = 301 * UnixNanos.PerSecond;

    private readonly Dictionary<int, (int Contract, LineLife Life)> _byLine = [];
    private readonly Dictionary<int, (int Line, LineDemand Want)> _lineOfContract = [];
    private readonly List<int> _gone = [];
    private ChainListing? _listing;
    private double _spot = double.NaN;

    /// <summary>The planner; null before the contracts are known.</summary>
    public ChainPlanner? Planner { get; private set; }

    /// <summary>What it is busy with.</summary>
    public string State
    {
        get
        {
            if (Planner is null)
                return _listing?.Remaining is { } remaining ? $"listing, {remaining} expiries to go" : "waiting";
            var busy =
                double.IsNaN(Planner.Spot) ? $"waiting for the price of {subject.Symbol}"
                : Planner.Visits.IsSweeping ? "sweeping open interest"
                : "streaming";
            return _listing?.Missing is > 0 and var missing ? $"{busy}, {missing} expiries missing" : busy;
        }
    }

    /// <summary>When a contract's volume last came: what the option flow is made of.</summary>
    public UnixNanos VolumeAt { get; private set; }

    /// <summary>Lines that are subscribed for it.</summary>
    public int Lines => _byLine.Count;

    public bool Owns(int line) => _byLine.ContainsKey(line);

    public void OnSpot(double points)
    {
        _spot = points;
        Planner?.OnSpot(points);
    }

    public void Step(UnixNanos now, IClientRequests requests, int lines)
    {
        _listing ??= new ChainListing(subject, storage, requests, (directory, at) => Begin(directory, at, requests));
        _listing.Step(now, OpenInterestDay.From(now, plan.OpenInterestFrom));
        if (Planner is null)
            return;
        Planner.Step(now, lines);
        storage.SaveIfDue(Planner, now);
        Carry(requests);
    }

    /// <summary>Drops every line: the chain is not needed now.</summary>
    public void Rest(IClientRequests requests)
    {
        foreach (var line in _byLine.Keys)
            requests.Drop(line);
        _byLine.Clear();
        _lineOfContract.Clear();
    }

    /// <summary>Takes a price.</summary>
    /// <returns>True when it is a sign of life.</returns>
    public bool OnPrice(int line, in TickPrice tick, UnixNanos now)
    {
        if (!TryFind(line, out var contract, out var life))
            return false;
        var isNews = life.Hear(tick.Type, tick.Price);
        if (isNews)
            Renew(contract, life, now);
        if (tick.Type is not (TickType.Bid or TickType.Ask))
            return isNews;
        var chain = Planner!.Directory.Chain;
        // A quote that is gone is an empty side, and no longer the last one.
        var price = tick.Price ?? 0;
        Planner.OnQuote(
            contract,
            tick.Type == TickType.Bid ? price : chain.Bids[contract],
            tick.Type == TickType.Ask ? price : chain.Asks[contract],
                // What a new line answers first may be of any age: too old to count, until the line shows a change.
                life.IsAlive
                    ? now
                : chain.QuoteAt[contract].Value != 0 ? chain.QuoteAt[contract]
                : UnixNanos.Trusted(now.Value - UnknownAgeNanos)
        );
        publisher.OnQuote(contract);
        return isNews;
    }

    public void OnSize(int line, in TickSize tick, UnixNanos now)
    {
        if (tick.Size is not (>= 0 and <= 100_000_000) || !TryFind(line, out var contract, out var life))
            return;
        var isNews = life.Hear(tick.Type, (double)tick.Size.Value);
        if (isNews)
            Renew(contract, life, now);
        var lots = (int)tick.Size.Value;
        // On one contract both sides come, and the other one is a 0 that means nothing.
        var ownSide = contract % 2 == (int)OptionRight.Call ? TickType.CallOpenInterest : TickType.PutOpenInterest;
        if (tick.Type == TickType.Volume)
        {
            if (isNews)
                VolumeAt = now;
            // A volume that is only repeated is no newer for it.
            if (lots == Planner!.Directory.Chain.VolumeLots[contract])
                return;
            Planner.OnVolume(contract, lots);
            publisher.OnVolume(contract);
        }
        else if (tick.Type == ownSide && Planner!.OnOpenInterest(contract, lots, now))
        {
            publisher.OnOpenInterest(contract);
            storage.OnChanged();
        }
    }

    /// <summary>Takes a model row.</summary>
    /// <returns>True when it is a sign of life.</returns>
    public bool OnComputation(int line, in OptionComputation tick, UnixNanos now)
    {
        if (tick.Type != TickType.ModelOption || !TryFind(line, out var contract, out var life))
            return false;
        var isNews = life.HearModel(tick);
        life.Volatility = tick.ImpliedVolatility is > 0 and <= 100 ? tick.ImpliedVolatility.Value : double.NaN;
        if (isNews || life.RenewedAt.Value == 0)
            Renew(contract, life, now);
        return isNews;
    }

    public void OnAsked(int line, UnixNanos now)
    {
        if (!TryFind(line, out var contract, out var life))
            return;
        life.Begin();
        Planner!.OnAsked(contract, now);
    }

    public void OnRefused(int line, UnixNanos now)
    {
        if (TryFind(line, out var contract, out _))
            Planner!.OnRefused(contract, now);
    }

    public void OnRecovered()
    {
        _listing?.OnRecovered();
        Planner?.Visits.OnRecovered();
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

    /// <summary>Quote and volatility hold as long as their line lives: told again with every change, at most once in five seconds.</summary>
    private void Renew(int contract, LineLife life, UnixNanos now)
    {
        if (life.IsAlive && Planner!.OnAlive(contract, now))
            publisher.OnQuote(contract);
        if (double.IsNaN(life.Volatility) || (life.RenewedAt.Value != 0 && now - life.RenewedAt < RenewNanos && !IsOther(contract, life)))
            return;
        if (!life.IsAlive)
        {
            Planner!.OnAnswer(contract);
            return;
        }
        life.RenewedAt = now;
        if (Planner!.OnVolatility(contract, life.Volatility, now))
            publisher.OnVolatility(contract);
    }

    private bool IsOther(int contract, LineLife life) => Planner!.Directory.Chain.ImpliedVolatilities[contract] != life.Volatility;

    private bool TryFind(int line, out int contract, [NotNullWhen(true)] out LineLife? life)
    {
        var isFound = _byLine.TryGetValue(line, out var found);
        (contract, life) = found;
        return isFound && Planner is not null;
    }

    private void Begin(ChainDirectory directory, UnixNanos now, IClientRequests requests)
    {
        Rest(requests);
        var before = Planner;
        Planner = new ChainPlanner(directory, new OpenInterestBook(directory.Numbers, directory.ListedOn), plan)
        {
            Sweeps = sweeps && settings.SweepsOpenInterest,
        };
        if (!double.IsNaN(_spot))
            Planner.OnSpot(_spot);
        publisher.List(directory, now.Micros);
        storage.LoadOpenInterest(Planner, requests);
        if (before?.Book.Day == directory.ListedOn)
            Keep(before, Planner, now);
        for (var contract = 0; contract < directory.Numbers; contract++)
        {
            if (directory.Chain.OpenInterestLots[contract] >= 0)
                publisher.OnOpenInterest(contract);
        }
    }

    /// <summary>The same day is listed anew because a missing expiry has come: what was read of the others stays.</summary>
    private static void Keep(ChainPlanner before, ChainPlanner planner, UnixNanos now)
    {
        foreach (var old in before.Directory.All())
        {
            var from = before.Directory.Find(old.Root, old.Date, old.Strike, old.Right);
            var to = planner.Directory.Find(old.Root, old.Date, old.Strike, old.Right);
            if (before.Book.AcceptedOf(from) is var lots and >= 0)
                planner.OnStoredOpenInterest(to, lots, now);
            else if (before.Book.ReadingOf(from) is var once and >= 0 && planner.Book.ReadingOf(to) == OpenInterestBook.None)
                planner.Book.Read(to, once);
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
            _byLine.Remove(old.Line);
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
            _byLine.Add(line, (contract, new LineLife()));
        }
    }
}
