using System.Runtime.CompilerServices;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The whole computation for one instrument as one step, without clock, randomness, thread or allocation: the same events give the same
/// decisions, byte for byte. One runner owns it. The score is taken anew after every event, however the input is cut into batches.
/// </summary>
public sealed partial class EngineCore
{
    private readonly MarketState _market;
    private readonly FeedFreshness _feeds;
    private readonly FeatureSet _features;
    private readonly ConfluenceScore _score;
    private readonly SignalTracker _signals;
    private readonly Explainer _explainer;
    private readonly HistoryFilter _history = new();
    private readonly OptionState _options;
    private DecisionHasher _hasher = DecisionHasher.Initial;
    private UnixNanos _localNow;
    private long _nextMillisAt;

    /// <summary>Makes an empty core; without a calendar the one that ships with it, without an option market one of its own.</summary>
    /// <param name="options">What it is told about its instrument.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="optionMarket">Still empty, and shared with other cores: its owner applies an event about options to it first.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the market is not empty; the message names it and its value.</exception>
    public EngineCore(InstrumentOptions options, SessionCalendar? calendar = null, OptionMarket? optionMarket = null)
    {
        options.Validate();
        Options = options;
        _options = new OptionState(options.Chains, (double)options.TickSizePoints, optionMarket);
        _market = new MarketState(calendar ?? SessionCalendar.Cme());
        Levels = new DrawnLevels(_market, _options);
        _feeds = new FeedFreshness(options.StudyStaleMillis * UnixNanos.PerMilli, options.BookStaleMillis * UnixNanos.PerMilli);
        var tiers = new TierTable(options.Confluence.Tiers);
        _score = new ConfluenceScore(options.Confluence, tiers);
        _features = new FeatureSet(options.Features, _score, _options);
        _signals = new SignalTracker(
            new(options.Signals, options.StudyStaleMillis, options.BookStaleMillis, options.FirstSignalId, options.SignalIdStep),
            tiers
        );
        _explainer = _signals.Explainer(tiers);
        State = new ConfluenceSnapshot(_score);
        Averages = _features.AveragesOf(_market);
        _features.Read(_market, MarketChange.Freshness, false, false);
    }

    /// <summary>What the core was told about its instrument.</summary>
    public InstrumentOptions Options { get; }

    /// <summary>The score after the last event.</summary>
    public ConfluenceSnapshot State { get; }

    /// <summary>VWAPs with their deviations and the average true range after the last event.</summary>
    public MarketAverages Averages { get; }

    /// <summary>What was counted so far.</summary>
    public CoreCounters Counters { get; } = new();

    /// <summary>The decisions of the last <see cref="Process"/>, in order; overwritten by the next.</summary>
    public ReadOnlySpan<Decision> Decisions => _signals.Decisions;

    /// <summary>A hash over every decision so far, in order; equal inputs give equal hashes on every machine.</summary>
    public ulong DecisionHash => _hasher.Value;

    /// <summary>The book after the last event. Read only: it is the core's own.</summary>
    public BookSnapshot Book => _market.Book;

    /// <summary>The newest pattern of each name. Read only: it is the core's own.</summary>
    public PatternBoard Patterns => Detectors.Board;

    /// <summary>What other studies on the chart last said. Read only: it is the core's own.</summary>
    public StudyValueTable StudyValues => _market.StudyValues;

    internal PatternDetectors Detectors => _features.Patterns;

    /// <summary>Price of the last trade; the default before the first.</summary>
    public PriceTicks LastPrice => PriceTicks.Trusted(_market.Bars.LastPrice);

    /// <summary>Volume at price of the trading day: point of control, value area, nodes, cumulative delta. Read only: it is the core's own.</summary>
    public VolumeProfile Profile => _market.Profile;

    /// <summary>Trades that no footprint row could hold, since the core was made.</summary>
    internal long FootprintRefused => _market.Footprint.Refused;

    /// <summary>What there is to draw: option levels, VWAP, profile. Read only: they are the core's own.</summary>
    public DrawnLevels Levels { get; }

    /// <summary>Market time of the newest event.</summary>
    public UnixNanos Now { get; private set; }

    /// <summary>Whether <see cref="MarketEventKind.Halt"/> is in force.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Whether the study's market time stands too far from the local clock: no signal is born.</summary>
    public bool IsClockOff { get; private set; }

    /// <summary>The trading day; the default while <see cref="CalendarError"/> says why it is not known.</summary>
    public TradingSession Session => _market.Session;

    /// <summary>Why the exchange calendar refuses the current day; empty when it knows it. Meanwhile no signal is born.</summary>
    internal string CalendarError => _market.CalendarError;

    /// <summary>What every gate says about a new signal in the score's direction now, in the order of <see cref="Gate"/>.</summary>
    internal ReadOnlySpan<GateVerdict> Gates => _signals.Gates(_score, ContextFor(false));

    /// <summary>The signal that is alive, as its last event left it. False when there is none.</summary>
    public bool TryGetAlive(out Decision signal) => _signals.TryGetAlive(out signal);

    /// <summary>Why the score is what it is, and what one feature would have to change. Made on request; it allocates.</summary>
    public Explanation Explain() =>
        _signals.TryGetAlive(out var alive)
            ? _explainer.Of(_score.Readings, alive.Direction, alive.Tier)
            : _explainer.Of(_score.Readings, Direction.None, Tier.None);

    /// <summary>The same for a decision of this core, as it stood then.</summary>
    public Explanation Explain(in Decision decision) =>
        _explainer.Of(decision.Readings, decision.Event == SignalEvent.Ended ? Direction.None : decision.Direction, decision.Tier);

    /// <summary>What each valid reading is made of, as it stands. Made on request; it allocates.</summary>
    public IReadOnlyList<FeatureFactor> Factors() => _features.Factors(_market);

    /// <summary>Takes one event. Returns how many <see cref="Decisions"/> it made.</summary>
    /// <exception cref="ArgumentException">The event has no kind: it was not made by a factory.</exception>
    /// <exception cref="InvalidOperationException">A shared option market was not given this event about options first.</exception>
    // One copy of a large method: each of its callers would hold one of its own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Process(in MarketEvent e)
    {
        Counters.Events++;
        var change = AdvanceLocal(e.ReceivedAt);
        if (e.ObservedAt.Value == 0 || IsNews(e))
            change |= AdvanceMarket(e.ObservedAt) | Apply(e) | Freshen();
        _features.Read(_market, change, _feeds.IsStudyFresh, _feeds.IsBookFresh);
        State.ObservedAt = Now;
        State.OrderFlowLots = _features.OrderFlowLots;
        var mayBeBorn = !IsHalted && !IsClockOff && !e.IsHistory && _market.IsOpen;
        var happened = _signals.Step(_score, Now, _feeds.IsStudyFresh && _feeds.IsBookFresh, mayBeBorn, _options.Gamma.Stand(Now));
        if (happened == SignalEvent.None)
            return 0;
        _signals.Write(happened, _score, ContextFor(e.IsHistory));
        _hasher.Add(_signals.Decisions[0]);
        Counters.SignalsBorn += happened == SignalEvent.Born ? 1 : 0;
        return _signals.Decisions.Length;
    }

    private bool IsNews(in MarketEvent e)
    {
        var isNews = _history.Admits(e, Now);
        Counters.HistoryKnown += isNews ? 0 : 1;
        return isNews;
    }

    private MarketChange AdvanceLocal(UnixNanos receivedAt)
    {
        Counters.ReceivedClamped += receivedAt < _localNow ? 1 : 0;
        if (receivedAt > _localNow)
            _localNow = receivedAt;
        return Freshen();
    }

    // Event time never goes backwards: an older event counts as of now. Within a millisecond nothing that depends on time moves.
    private MarketChange AdvanceMarket(UnixNanos observedAt)
    {
        if (observedAt > Now)
            Now = observedAt;
        else if (observedAt < Now && observedAt.Value != 0)
            Counters.ObservedClamped++;
        if (Now.Value < _nextMillisAt)
            return MarketChange.None;
        var millis = Now.Value / UnixNanos.PerMilli;
        _nextMillisAt = (millis + 1) * UnixNanos.PerMilli;
        var change = _market.Advance(millis);
        if ((change & MarketChange.Bar) != 0)
            Counters.MinuteBars = _market.Bars.Count;
        if ((change & MarketChange.Second) != 0)
            _options.Advance(_market, change);
        _features.Advance(_market, change, _feeds.IsBookFresh);
        return change;
    }

    private MarketChange Apply(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                return Trade(e);
            case MarketEventKind.Book:
                return ApplyBook(e);
            case MarketEventKind.StudyBar:
                Counters.StudyBars++;
                return Heard(e);
            case MarketEventKind.Pattern:
                Counters.Patterns++;
                Patterns.TryPush(e.Name!, e.PatternDirection, e.Number, _market.Bars.Count, Now);
                return Heard(e);
            case MarketEventKind.StudyValue:
                _market.StudyValues.TrySet(e.Name!, e.Number, Now);
                return Heard(e);
            case MarketEventKind.StudyAlive:
                return Heard(e);
            case MarketEventKind.Heartbeat when e.IsFeedConnected:
                _feeds.Heartbeat(_localNow.Value);
                return MarketChange.None;
            case MarketEventKind.Heartbeat or MarketEventKind.Clock:
                return MarketChange.None;
            case MarketEventKind.Halt or MarketEventKind.Resume:
                IsHalted = e.Kind == MarketEventKind.Halt;
                return MarketChange.None;
            case MarketEventKind.StudyClock:
                IsClockOff = e.IsClockOff;
                return MarketChange.None;
            case MarketEventKind.StudyAttached:
                IsClockOff = false;
                if (!e.IsContinuation)
                    _history.Attached(Counters.TradeRecords > 0);
                _options.Attached(e.IsRoll, e.IsLabelled);
                return MarketChange.Options;
            case MarketEventKind.StudyDetached:
                _feeds.Detach();
                _features.LoseBook();
                return MarketChange.None;
            case MarketEventKind.Gap:
                Counters.Gaps++;
                Counters.FramesMissing += e.FramesMissing;
                Break();
                return MarketChange.Gap;
            case >= MarketEventKind.ChainListed and <= MarketEventKind.PutCallHistoryTold:
                Counters.OptionEvents++;
                return _options.Apply(e, _market, Now, _feeds.IsBookFresh) ? MarketChange.Options : MarketChange.None;
            default:
                throw new ArgumentException($"an event of kind {e.Kind} was not made by a factory", nameof(e));
        }
    }

    private MarketChange Trade(in MarketEvent e)
    {
        var change = MarketChange.Trade;
        if (_history.LeavesGap())
        {
            Break();
            change |= MarketChange.Gap;
        }

        _market.Trade(e, Now);
        Detectors.Traded(_market);
        Counters.Traded(e, _market.Trades);
        Heard(e);
        return change;
    }

    private void Break()
    {
        _market.Break();
        Detectors.Break();
    }

    private MarketChange ApplyBook(in MarketEvent e)
    {
        var book = e.Book!;
        _market.TakeBook(book, Now);
        _features.Apply(book);
        Counters.DepthSnapshots++;
        Counters.DepthUnsound += book.IsSound ? 0 : 1;
        if (!e.IsHistory)
            _feeds.BookCame(_localNow.Value);
        return MarketChange.Book;
    }

    // History says nothing about whether the study is alive now.
    private MarketChange Heard(in MarketEvent e)
    {
        if (!e.IsHistory)
            _feeds.StudySpoke(_localNow.Value);
        return MarketChange.None;
    }

    private MarketChange Freshen() => _feeds.Refresh(_localNow.Value) ? MarketChange.Freshness : MarketChange.None;

    private SignalContext ContextFor(bool isHistory) =>
        new()
        {
            Now = Now,
            ReceivedAt = _localNow,
            LastPrice = LastPrice,
            StudySilentNanos = FeedFreshness.SilentNanos(_feeds.StudySeenAt, _localNow.Value),
            BookSilentNanos = FeedFreshness.SilentNanos(_feeds.BookSeenAt, _localNow.Value),
            IsHalted = IsHalted,
            IsLive = !isHistory && !IsClockOff,
            IsOpen = _market.IsOpen,
            DoLevelsStand = _options.Gamma.Stand(Now),
        };
}
