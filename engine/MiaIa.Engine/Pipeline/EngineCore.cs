using System.Runtime.CompilerServices;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The whole computation for one instrument as one step, without clock, randomness, thread or allocation: the same events give the same
/// decisions, byte for byte. One runner owns it. The score is taken anew after every event, however the input is cut into batches.
/// </summary>
public sealed partial class EngineCore
{
    private readonly SessionCalendar _calendar;
    private readonly MarketState _market;
    private readonly FeedFreshness _feeds;
    private readonly FeatureSet _features;
    private readonly SignalTracker _signals;
    private readonly Explainer _explainer;
    private readonly HistoryFilter _history = new();
    private readonly OptionState _options;
    private DecisionHasher _hasher = DecisionHasher.Initial;
    private UnixNanos _localNow;
    private long _nextMillisAt;

    // What orders and account have lived through with another market: see LoadMoment and Anew.
    private UnixNanos _tradesFrom;

    // How many trades of that very moment they know.
    private int _tradesKnown;

    /// <summary>Makes an empty core; without a calendar the one that ships with it, without an option market one of its own.</summary>
    /// <param name="options">What it is told about its instrument.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="account">Over all cores, with this instrument in it; without one an account of its own.</param>
    /// <param name="optionMarket">Still empty, and shared with other cores: its owner applies an event about options to it first.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the market is not empty; the message names it and its value.</exception>
    public EngineCore(
        InstrumentOptions options,
        SessionCalendar? calendar = null,
        OptionMarket? optionMarket = null,
        AccountLedger? account = null
    )
        : this(
            options.Validated(),
            calendar ??= SessionCalendar.Cme(),
            new OptionState(options.Chains, (double)options.TickSizePoints, optionMarket),
            market => new TradingStage(
                options,
                calendar,
                market,
                account ?? new AccountLedger(new AccountOptions(), [options.OfAccount()], calendar)
            )
        ) { }

    private EngineCore(InstrumentOptions options, SessionCalendar calendar, OptionState chains, Func<MarketState, TradingStage> tradingOf)
    {
        Options = options;
        _calendar = calendar;
        _options = chains;
        _market = new MarketState(calendar);
        Trading = tradingOf(_market);
        Levels = new DrawnLevels(_market, _options);
        _feeds = new FeedFreshness(options.StudyStaleMillis * UnixNanos.PerMilli, options.BookStaleMillis * UnixNanos.PerMilli);
        var tiers = new TierTable(options.Confluence.Tiers);
        Score = new ConfluenceScore(options.Confluence, tiers);
        _features = new FeatureSet(options.Features, Score, _options);
        _signals = new SignalTracker(
            new(options.Signals, options.StudyStaleMillis, options.BookStaleMillis, options.FirstSignalId, options.SignalIdStep),
            tiers
        );
        _explainer = _signals.Explainer(tiers);
        State = new ConfluenceSnapshot(Score, _features.Flow);
        Averages = _features.AveragesOf(_market);
        ChartBars = new ChartBars(_market.Bars, _market.VwapTrail);
        _features.Read(_market, MarketChange.Freshness, false, false);
    }

    /// <summary>Takes one event. Returns how many <see cref="Decisions"/> it made.</summary>
    /// <exception cref="ArgumentException">The event has no kind: it was not made by a factory.</exception>
    /// <exception cref="InvalidOperationException">A shared option market was not given this event about options first.</exception>
    // One copy of a large method: each of its callers would hold one of its own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Process(in MarketEvent e)
    {
        Counters.Events++;
        var change = AdvanceLocal(e.ReceivedAt);
        var isNews = e.ObservedAt.Value == 0 || IsNews(e);
        if (isNews)
            change |= AdvanceMarket(e.ObservedAt) | Apply(e) | Freshen();
        _features.Read(_market, change, _feeds.IsStudyFresh, _feeds.IsBookFresh);
        State.ObservedAt = Now;
        var happened = _signals.Step(Score, Now, AreFeedsFresh, MayBear(e), DoLevelsStand);
        if (happened == SignalEvent.None)
        {
            Trade(e, isNews, []);
            // Nobody asked the gates of what came as history: no signal could be born of it.
            if ((change & MarketChange.Second) != 0 && !e.IsHistory && !IsInPast && _signals.WouldBear(Score))
                Trading.Meter.Take(Gates);
            return 0;
        }

        _signals.Write(happened, Score, ContextFor(e.IsHistory));
        _hasher.Add(_signals.Decisions[0]);
        Counters.SignalsBorn += happened == SignalEvent.Born ? 1 : 0;
        Trade(e, isNews, _signals.Decisions);
        return _signals.Decisions.Length;
    }

    private UnixNanos TradingNow => IsCatchingUp ? _tradesFrom : Now;

    private void Trade(in MarketEvent e, bool isNews, ReadOnlySpan<Decision> decisions)
    {
        var isPast = IsCatchingUp && e.Kind is MarketEventKind.Trade or MarketEventKind.Book;
        if (e.IsHistory && (IsCatchingUp || IsKnownToOrders(e)))
            return;
        Trading.Step(
            e,
            new()
            {
                Now = TradingNow,
                LocalNow = _localNow,
                AreFeedsFresh = AreFeedsFresh,
                IsClockOff = IsClockOff,
                IsHistory = e.IsHistory,
                IsNews = isNews && !isPast,
                IsCatchingUp = IsCatchingUp,
            },
            decisions
        );
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
                    _history.Attached(_market.Trades > 0);
                _options.Attached(e);
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
            case >= MarketEventKind.OrderReported and <= MarketEventKind.PositionRefused:
                return MarketChange.None;
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

        IsNewestHistory = e.IsHistory;
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
            DoLevelsStand = DoLevelsStand,
        };
}
