namespace MiaIa.Engine.Market;

/// <summary>
/// One input of the step, of whatever kind. Live, replay and tests feed the core with nothing else. It carries two times:
/// when the market showed it and when this machine received it; the latter comes from a clock that does not run backwards.
/// </summary>
public readonly struct MarketEvent
{
    private const byte RollFlag = 1,
        LabelFlag = 2,
        TapeFlag = 4;

    private readonly byte _side;

    private MarketEvent(MarketEventKind kind, UnixNanos observedAt, UnixNanos receivedAt)
    {
        Kind = kind;
        ObservedAt = observedAt;
        ReceivedAt = receivedAt;
    }

    private MarketEvent(MarketEventKind kind, UnixNanos observedAt, UnixNanos receivedAt, object? payload, bool isHistory)
        : this(kind, observedAt, receivedAt)
    {
        Payload = payload;
        IsHistory = isHistory;
    }

    private MarketEvent(
        UnixNanos observedAt,
        UnixNanos receivedAt,
        PriceTicks price,
        Contracts volume,
        Aggressor aggressor,
        PrintGroup group,
        PriceTicks bid,
        PriceTicks ask,
        bool isHistory
    )
        : this(MarketEventKind.Trade, observedAt, receivedAt)
    {
        Price = price;
        Count = volume.Value;
        _side = (byte)aggressor;
        Group = group;
        Bid = bid;
        Ask = ask;
        IsHistory = isHistory;
    }

    private MarketEvent(
        MarketEventKind kind,
        UnixNanos observedAt,
        UnixNanos receivedAt,
        string name,
        Direction direction,
        double number,
        bool isHistory
    )
        : this(kind, observedAt, receivedAt, name, isHistory)
    {
        _side = (byte)direction;
        Number = number;
    }

    private MarketEvent(MarketEventKind kind, UnixNanos observedAt, UnixNanos receivedAt, bool flag)
        : this(kind, observedAt, receivedAt) => IsFeedConnected = flag;

    /// <summary>Options: what it says, owned by the edge; <c>Options.OptionEvents</c> makes and names it.</summary>
    internal object? Payload { get; }

    // Contracts of a trade, lost frames of a gap.
    private int Count { get; }

    /// <summary>Market time; the default where the kind has none (clock, attach, detach, gap, halt, resume).</summary>
    public UnixNanos ObservedAt { get; }

    /// <summary>Local time at the edge.</summary>
    public UnixNanos ReceivedAt { get; }

    /// <summary>Trade: its price.</summary>
    public PriceTicks Price { get; }

    /// <summary>Trade: the bid at the trade; the default when Sierra knew none.</summary>
    public PriceTicks Bid { get; }

    /// <summary>Trade: the ask at the trade; the default when Sierra knew none.</summary>
    public PriceTicks Ask { get; }

    /// <summary>What this event says.</summary>
    public MarketEventKind Kind { get; }

    /// <summary>Recorded before the study attached, or resent by a recalculation: warms features, never makes a signal.</summary>
    public bool IsHistory { get; }

    /// <summary>Trade: where it stands in its parent order.</summary>
    public PrintGroup Group { get; }

    /// <summary>Trade: contracts.</summary>
    public Contracts Volume => Contracts.Trusted(Count);

    /// <summary>Trade: who crossed the spread.</summary>
    public Aggressor Aggressor => (Aggressor)_side;

    /// <summary>Pattern: its direction.</summary>
    public Direction PatternDirection => (Direction)_side;

    /// <summary>Pattern: its strength, 0 … 1. Study value: the value.</summary>
    public double Number { get; }

    /// <summary>Pattern, study value: its name.</summary>
    public string? Name => Payload as string;

    /// <summary>Book: the snapshot, owned by the edge.</summary>
    public BookSnapshot? Book => Payload as BookSnapshot;

    /// <summary>Attach: what the study says of its chart.</summary>
    internal AttachedStudy? Study => Payload as AttachedStudy;

    /// <summary>Heartbeat: whether Sierra's server is connected; only then does the heartbeat keep the feeds fresh.</summary>
    public bool IsFeedConnected { get; }

    /// <summary>Study clock: too far from the local one.</summary>
    public bool IsClockOff => IsFeedConnected;

    /// <summary>Attach: the same epoch goes on and no frame was lost.</summary>
    public bool IsContinuation => IsFeedConnected;

    /// <summary>Attach: another contract than before.</summary>
    public bool IsRoll => Kind == MarketEventKind.StudyAttached && (_side & RollFlag) != 0;

    /// <summary>Attach: the study before it showed a replay, and this one does not.</summary>
    internal bool EndsReplay => Kind == MarketEventKind.StudyAttached && (_side & TapeFlag) != 0 && Study is { IsReplay: false };

    /// <summary>Attach: the study's market is a replay or made up, and it says so.</summary>
    public bool IsLabelled => Kind == MarketEventKind.StudyAttached && (_side & LabelFlag) != 0;

    /// <summary>Gap: frames that are lost.</summary>
    public int FramesMissing => Count;

    /// <summary>One time-and-sales record. Unknown bid or ask: the default.</summary>
    public static MarketEvent Trade(
        UnixNanos observedAt,
        UnixNanos receivedAt,
        PriceTicks price,
        Contracts volume,
        Aggressor aggressor,
        PrintGroup group,
        PriceTicks bid,
        PriceTicks ask,
        bool isHistory = false
    ) => new(observedAt, receivedAt, price, volume, aggressor, group, bid, ask, isHistory);

    /// <summary>The visible book; it is copied by the step and may be refilled afterwards.</summary>
    public static MarketEvent BookChanged(UnixNanos observedAt, UnixNanos receivedAt, BookSnapshot book, bool isHistory = false) =>
        new(MarketEventKind.Book, observedAt, receivedAt, book, isHistory);

    /// <summary>A closed bar of the study's chart. <paramref name="observedAt"/> is the market time at which it was reported.</summary>
    public static MarketEvent StudyBarClosed(UnixNanos observedAt, UnixNanos receivedAt, bool isHistory = false) =>
        new(MarketEventKind.StudyBar, observedAt, receivedAt, null, isHistory);

    /// <summary>A pattern from the study; <paramref name="strength"/> is 0 … 1 and finite.</summary>
    public static MarketEvent PatternFound(
        UnixNanos observedAt,
        UnixNanos receivedAt,
        string name,
        Direction direction,
        double strength,
        bool isHistory = false
    ) => new(MarketEventKind.Pattern, observedAt, receivedAt, name, direction, strength, isHistory);

    /// <summary>A value of another study on the chart under the trader's name for it; <paramref name="value"/> is finite.</summary>
    public static MarketEvent StudyValueRead(UnixNanos observedAt, UnixNanos receivedAt, string name, double value) =>
        new(MarketEventKind.StudyValue, observedAt, receivedAt, name, Direction.None, value, false);

    /// <summary>The study's heartbeat with its market time.</summary>
    public static MarketEvent Heartbeat(UnixNanos observedAt, UnixNanos receivedAt, bool isFeedConnected = true) =>
        new(MarketEventKind.Heartbeat, observedAt, receivedAt, isFeedConnected);

    /// <summary>The study's market time stands too far from the local clock for new signals, or no longer does.</summary>
    public static MarketEvent StudyClockJudged(UnixNanos receivedAt, bool isOff) =>
        new(MarketEventKind.StudyClock, default, receivedAt, isOff);

    /// <summary>A message of the study that the core does not read. <paramref name="observedAt"/> may be the default.</summary>
    public static MarketEvent StudyAlive(UnixNanos observedAt, UnixNanos receivedAt) =>
        new(MarketEventKind.StudyAlive, observedAt, receivedAt);

    /// <summary>The local clock ticked.</summary>
    public static MarketEvent Clock(UnixNanos receivedAt) => new(MarketEventKind.Clock, default, receivedAt);

    /// <summary>A study attached; <paramref name="isContinuation"/>: the same epoch goes on where it stopped, nothing lost.</summary>
    /// <param name="receivedAt">Local time.</param>
    /// <param name="isContinuation">See above.</param>
    /// <param name="isRoll">It speaks of another contract than the study before it.</param>
    /// <param name="isLabelled">It says of itself that its market is a replay or made up.</param>
    /// <param name="study">What it says of its chart; null where nobody will trade.</param>
    /// <param name="isOtherTape">A replay begins, begins again or ends: the prices that follow do not go on with those before.</param>
    public static MarketEvent StudyAttached(
        UnixNanos receivedAt,
        bool isContinuation,
        bool isRoll = false,
        bool isLabelled = false,
        AttachedStudy? study = null,
        bool isOtherTape = false
    ) => new(receivedAt, isContinuation, (isRoll ? RollFlag : 0) | (isLabelled ? LabelFlag : 0) | (isOtherTape ? TapeFlag : 0), study);

    /// <summary>The study left or its connection broke.</summary>
    public static MarketEvent StudyDetached(UnixNanos receivedAt) => new(MarketEventKind.StudyDetached, default, receivedAt);

    /// <summary>The study declared frames as lost.</summary>
    public static MarketEvent GapDeclared(UnixNanos receivedAt, long framesMissing) =>
        new(receivedAt, (int)Math.Clamp(framesMissing, 0, int.MaxValue));

    /// <summary>No new signal until <see cref="Resume"/>.</summary>
    public static MarketEvent Halt(UnixNanos receivedAt) => new(MarketEventKind.Halt, default, receivedAt);

    /// <summary>Lifts <see cref="Halt"/>.</summary>
    public static MarketEvent Resume(UnixNanos receivedAt) => new(MarketEventKind.Resume, default, receivedAt);

    /// <summary>
    /// An event about options. It has no market time of its own: its values carry theirs, and another feed's clock must not push
    /// the tape's.
    /// </summary>
    internal static MarketEvent OfOptions(MarketEventKind kind, UnixNanos receivedAt, object payload) =>
        new(kind, default, receivedAt, payload, false);

    /// <summary>An event about orders: no market data, so that its time does not push the tape's; it carries that time in its payload.</summary>
    internal static MarketEvent OfOrders(MarketEventKind kind, UnixNanos receivedAt, object payload) =>
        new(kind, default, receivedAt, payload, false);

    private MarketEvent(UnixNanos receivedAt, bool isContinuation, int flags, AttachedStudy? study)
        : this(MarketEventKind.StudyAttached, default, receivedAt, study, false) =>
        (IsFeedConnected, _side) = (isContinuation, (byte)flags);

    private MarketEvent(UnixNanos receivedAt, int framesMissing)
        : this(MarketEventKind.Gap, default, receivedAt) => Count = framesMissing;
}
