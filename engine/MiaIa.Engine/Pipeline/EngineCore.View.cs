using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <content>What others may look at between two events.</content>
public sealed partial class EngineCore
{
    /// <summary>What the core was told about its instrument.</summary>
    public InstrumentOptions Options { get; }

    /// <summary>The score after the last event.</summary>
    public ConfluenceSnapshot State { get; }

    /// <summary>VWAPs with their deviations and the average true range after the last event.</summary>
    public MarketAverages Averages { get; }

    /// <summary>The minute bars, as they are asked for. Read only: they are the core's own.</summary>
    public ChartBars ChartBars { get; }

    /// <summary>Risk, orders and account after the last event. Read only: it is the core's own.</summary>
    public TradingStage Trading { get; }

    /// <summary>What was counted so far.</summary>
    public CoreCounters Counters { get; private init; } = new();

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

    /// <summary>Market time of the last trade; the default before the first.</summary>
    public UnixNanos LastTradeAt => _market.LastTradeAt;

    /// <summary>Local time at which the book was last known to be right; the default while none is known.</summary>
    public UnixNanos BookKnownAt => UnixNanos.Trusted(_feeds.BookSeenAt);

    /// <summary>The same, kept when the study leaves: the default only before the first book.</summary>
    public UnixNanos BookLastKnownAt => UnixNanos.Trusted(_feeds.BookLastSeenAt);

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

    /// <summary>Whether what it knows of the market is of the past: the newest trade came as history, or is one that it catches up with.</summary>
    public bool IsInPast => IsNewestHistory || IsCatchingUp;

    private bool IsNewestHistory { get; set; }

    /// <summary>The trading day; the default while <see cref="CalendarError"/> says why it is not known.</summary>
    public TradingSession Session => _market.Session;

    /// <summary>
    /// Seconds since the last trade, while regular hours are on; not a number before the first trade. 0 outside regular hours, where silence is
    /// no fault.
    /// </summary>
    public double SecondsWithoutVolume => NoVolume.IsRegular(Session, Now) ? NoVolume.SecondsSince(_market.LastTradeAt, Now) : 0;

    /// <summary>Why the exchange calendar refuses the current day; empty when it knows it. Meanwhile no signal is born.</summary>
    internal string CalendarError => _market.CalendarError;

    /// <summary>The score itself, for whoever keeps its readings.</summary>
    internal ConfluenceScore Score { get; }

    /// <summary>Trades and book are fresh.</summary>
    internal bool AreFeedsFresh => _feeds.IsStudyFresh && _feeds.IsBookFresh;

    /// <summary>The option levels have not been chosen freely just now.</summary>
    internal bool DoLevelsStand => _options.Gamma.Stand(Now);

    /// <summary>Whether a signal may be born of an event: it is live, nothing is halted, and the market is open.</summary>
    internal bool MayBear(in MarketEvent e) => !IsHalted && !IsClockOff && !e.IsHistory && _market.IsOpen;

    /// <summary>What every gate says about a new signal in the score's direction now, in the order of <see cref="Gate"/>.</summary>
    public ReadOnlySpan<GateVerdict> Gates => _signals.Gates(Score, ContextFor(false));

    /// <summary>The signal that is alive, as its last event left it. False when there is none.</summary>
    public bool TryGetAlive(out Decision signal) => _signals.TryGetAlive(out signal);

    /// <summary>Why the score is what it is, and what one feature would have to change. Made on request; it allocates.</summary>
    public Explanation Explain() =>
        _signals.TryGetAlive(out var alive)
            ? _explainer.Of(Score.Readings, alive.Direction, alive.Tier)
            : _explainer.Of(Score.Readings, Direction.None, Tier.None);

    /// <summary>The same for a decision of this core, as it stood then.</summary>
    public Explanation Explain(in Decision decision) =>
        _explainer.Of(decision.Readings, decision.Event == SignalEvent.Ended ? Direction.None : decision.Direction, decision.Tier);

    /// <summary>What each valid reading is made of, as it stands. Made on request; it allocates.</summary>
    public IReadOnlyList<FeatureFactor> Factors() => _features.Factors(_market);
}
