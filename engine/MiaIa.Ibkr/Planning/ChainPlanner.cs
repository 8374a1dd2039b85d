using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Decides which contracts of a chain have a line at each moment: a few stream their volatility, the others are visited in rotation. State in,
/// subscriptions out; it knows event time only, no socket and no clock.
/// </summary>
internal sealed class ChainPlanner
{
    private const long RankEveryNanos = 60 * UnixNanos.PerSecond;
    private const int AcceptedStep = 1_000;

    private readonly PlanSettings _settings;
    private readonly ChainRanking _ranking;
    private readonly Dictionary<int, LineDemand> _wants = [];
    private UnixNanos _rankedAt,
        _chosenAt;
    private double _rankedSpot = double.NaN,
        _flatVolatility;
    private int _rankedAccepted,
        _volatilities,
        _linesMax;
    private bool _isSweepBegun,
        _isFitDue;

    public ChainPlanner(ChainDirectory directory, OpenInterestBook book, PlanSettings settings)
    {
        _settings = settings;
        _flatVolatility = settings.FlatVolatility;
        Directory = directory;
        Book = book;
        _ranking = new ChainRanking(directory.Chain);
        Visits = new OpenInterestSweep(settings, directory, book);
        Streaming = new VolatilityLines(settings, directory);
        Analytics = new OptionAnalytics(directory.Chain);
    }

    public ChainDirectory Directory { get; }

    /// <summary>Whether contracts are visited for their open interest.</summary>
    public bool Sweeps { get; init; } = true;

    public OpenInterestBook Book { get; }

    public OpenInterestSweep Visits { get; }

    public VolatilityLines Streaming { get; }

    /// <summary>The planner's own fit, for the choice of lines and for the report.</summary>
    public OptionAnalytics Analytics { get; }

    /// <summary>Whether the chain was fitted at least once.</summary>
    public bool IsFitted { get; private set; }

    /// <summary>The contracts that should have a line now.</summary>
    public IReadOnlyDictionary<int, LineDemand> Wants => _wants;

    /// <summary>The index in points; NaN before the first print.</summary>
    public double Spot { get; private set; } = double.NaN;

    private OptionChain Chain => Directory.Chain;

    public void OnSpot(double points) => Spot = points;

    /// <summary>The volatility index, in percent a year: what is assumed where no option tells.</summary>
    public void OnVolatilityIndex(double percent) => _flatVolatility = percent / 100;

    /// <summary>
    /// Takes a volatility. Only expiries that stream have one: a few strikes of another one would be a smile of its own for the fit, flat where
    /// nothing was visited, and worse than what its neighbours say.
    /// </summary>
    /// <returns>True when it serves.</returns>
    public bool OnVolatility(int contract, double annual, UnixNanos now)
    {
        Visits.OnVolatility(contract, now);
        if (!Streaming.Streams(Chain.ExpiryOfRow[contract / 2]))
            return false;
        Chain.SetImpliedVolatility(contract, annual, now);
        Streaming.OnVolatility(contract);
        _volatilities++;
        return true;
    }

    /// <summary>A new line was answered with a volatility of unknown age. It serves nothing, but the strike is not dry.</summary>
    public void OnAnswer(int contract) => Streaming.OnVolatility(contract);

    /// <summary>Takes a quote; the index of its moment is the one that was printed last.</summary>
    public void OnQuote(int contract, double bid, double ask, UnixNanos now)
    {
        Chain.SetQuote(contract, bid, ask, now);
        Analytics.Fit.SeeQuote(contract, Spot);
    }

    /// <summary>A line gave a sign of life, so that its quote still holds: told once a second.</summary>
    /// <returns>True when that is news.</returns>
    public bool OnAlive(int contract, UnixNanos now)
    {
        var at = Chain.QuoteAt[contract];
        if (at.Value == 0 || now - at < UnixNanos.PerSecond)
            return false;
        OnQuote(contract, Chain.Bids[contract], Chain.Asks[contract], now);
        return true;
    }

    public void OnVolume(int contract, int lots) => Chain.SetVolume(contract, lots);

    /// <summary>Takes an open interest.</summary>
    /// <returns>True when it counts from now on.</returns>
    public bool OnOpenInterest(int contract, int lots, UnixNanos now)
    {
        if (!Visits.OnOpenInterest(contract, lots, now))
            return false;
        Chain.SetOpenInterest(contract, lots, now);
        return true;
    }

    /// <summary>Takes what a file says.</summary>
    public void OnStoredOpenInterest(int contract, int lots, UnixNanos at)
    {
        Book.Accept(contract, lots);
        Chain.SetOpenInterest(contract, lots, at);
    }

    /// <summary>The contract's line is being asked for: its time begins.</summary>
    public void OnAsked(int contract, UnixNanos now)
    {
        Streaming.OnAsked(contract, now);
        Visits.OnAsked(contract, now);
    }

    public void OnRefused(int contract, UnixNanos now)
    {
        if (_wants.GetValueOrDefault(contract) != LineDemand.Volatility)
            Visits.OnRefused(contract, now);
    }

    /// <summary>The session is gone.</summary>
    public void OnStale()
    {
        Streaming.OnStale();
        Visits.OnStale();
    }

    /// <summary>Decides anew.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="lines">Lines of the session.</param>
    public void Step(UnixNanos now, int lines)
    {
        if (double.IsNaN(Spot))
            return;
        var budget = Math.Max(lines - _settings.ReservedLines, 0);
        var isRanked = RankIfDue(now);
        if (isRanked || now - _chosenAt >= UnixNanos.PerSecond)
        {
            _chosenAt = now;
            var isDry = Streaming.FindDry(now, contract => Chain.ImpliedVolatilities[contract] > 0);
            var linesMax = VolatilityLinesMax(budget);
            if (isRanked || isDry || linesMax != _linesMax)
            {
                Streaming.Choose(now, _ranking, linesMax);
                Visits.SetHeaviest(Heaviest());
            }
            _linesMax = linesMax;
        }
        Visits.Step(now, budget - Math.Min(Streaming.Contracts.Count, budget), Streaming.Contracts.Contains);
        _wants.Clear();
        // A streaming contract that is visited for its open interest is asked anew for that; its volatility comes on that line too.
        foreach (var contract in Visits.Active)
            _wants.Add(contract, Visits.IsForOpenInterest(contract) ? LineDemand.OpenInterest : LineDemand.Refresh);
        foreach (var contract in Streaming.Contracts)
            _wants.TryAdd(contract, LineDemand.Volatility);
    }

    /// <summary>Fits the chain as it stands.</summary>
    public void Fit(UnixNanos now)
    {
        if (double.IsNaN(Spot) || _volatilities == 0)
            return;
        Analytics.Refit(now, Spot);
        IsFitted = true;
    }

    /// <summary>A sweep borrows lines: without open interest the levels are not whole anyway.</summary>
    private int VolatilityLinesMax(int budget) => Visits.IsFirstRound ? Math.Min(budget, _settings.VolatilityLinesWhileSweeping) : budget;

    private bool RankIfDue(UnixNanos now)
    {
        // The first volatilities replace the flat one, and each thousand of open interest may change the order of the expiries.
        var isFirstFit = !_isFitDue && _volatilities >= 20;
        var isDue =
            double.IsNaN(_rankedSpot)
            || now - _rankedAt >= RankEveryNanos
            || Book.AcceptedCount - _rankedAccepted >= AcceptedStep
            || isFirstFit
            || HasSettled(now)
            || HasMoved();
        if (!isDue)
            return false;
        _isFitDue |= isFirstFit;
        (_rankedAt, _rankedSpot, _rankedAccepted) = (now, Spot, Book.AcceptedCount);
        Fit(now);
        _ranking.Rank(now, Spot, IsFitted ? Analytics.Fit : null, _flatVolatility);
        if (!_isSweepBegun && Sweeps)
        {
            _isSweepBegun = true;
            Visits.BeginSweep(_ranking.Weights, contract => Chain.ExpiryOfRow[contract / 2] >= _ranking.FirstLive);
        }
        return true;
    }

    private bool HasSettled(UnixNanos now) =>
        _ranking.FirstLive < Chain.Expiries.Length && Chain.Expiries[_ranking.FirstLive].SettlesAt <= now;

    /// <summary>A third of what the first expiry tolerates: whether it has really moved too far is decided on its own forward.</summary>
    private bool HasMoved() =>
        _ranking.FirstLive < Chain.Expiries.Length
        && Math.Abs(Math.Log(Spot / _rankedSpot)) > _settings.MoveDeviations / 3 * _ranking.Views[_ranking.FirstLive].Deviation;

    private IEnumerable<int> Heaviest() =>
        HeaviestRows
            .Of(_ranking.Weights, row => Streaming.Streams(Chain.ExpiryOfRow[row]), _settings.RefreshContracts)
            .Select(row => StrikeChoice.OutOfTheMoney(Directory, row, ForwardOf(row)))
            .Where(Directory.IsListed);

    private double ForwardOf(int row) => _ranking.Views[Chain.ExpiryOfRow[row]].Forward is var forward and > 0 ? forward : Spot;
}
