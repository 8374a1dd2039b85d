using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Support;

/// <summary>Feeds made-up events to a core. Unless it is told otherwise, local time creeps, so that nothing goes stale.</summary>
internal sealed class Feed
{
    private readonly BookSnapshot _book = new();
    private long _localNanos = UnixNanos.PerSecond;

    public Feed(InstrumentOptions? options = null) => Core = new EngineCore(options ?? InstrumentOptions.Es);

    /// <summary>The whole weight on the built features, so that scores reach every tier and coverage is 1.</summary>
    public static InstrumentOptions BuiltOnly { get; } =
        InstrumentOptions.Es with
        {
            Confluence = new ConfluenceOptions
            {
                Weights = [0, 0.4, 0.4, 0, 0, 0, 0.2, 0, 0, 0],
                Tiers = new TierLimits
                {
                    Weak = 0.10,
                    Good = 0.15,
                    Strong = 0.25,
                    Premium = 0.40,
                },
            },
        };

    public EngineCore Core { get; private set; }

    public List<Decision> Decisions { get; } = [];

    public FeatureReading this[FeatureId feature] => Core.State.Readings[(int)feature].Reading;

    public UnixNanos Local => UnixNanos.Trusted(_localNanos);

    public void Pass(long localMillis) => _localNanos += localMillis * UnixNanos.PerMilli;

    public void Play(TapeEvent e)
    {
        _localNanos += 1_000;
        Process(ToEvent(e, UnixNanos.Trusted(e.Millis * UnixNanos.PerMilli)));
    }

    public void Play(IEnumerable<TapeEvent> tape)
    {
        foreach (var e in tape)
            Play(e);
    }

    public void Trade(long millis, int price, int lots, bool isBuy = true, bool isHistory = false) =>
        Process(
            MarketEvent.Trade(
                UnixNanos.Trusted(millis * UnixNanos.PerMilli),
                Local,
                PriceTicks.Trusted(price),
                Contracts.Trusted(lots),
                isBuy ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                default,
                default,
                isHistory
            )
        );

    /// <summary>The study leaves, and one comes that shows another tape.</summary>
    public void ShowOther(bool isRoll, AttachedStudy? study = null, bool isOtherTape = false)
    {
        Process(MarketEvent.StudyDetached(Local));
        Core = Core.Anew();
        Process(MarketEvent.StudyAttached(Local, isContinuation: false, isRoll: isRoll, study: study, isOtherTape: isOtherTape));
    }

    public void Process(in MarketEvent e)
    {
        Core.Process(e);
        foreach (var decision in Core.Decisions)
            Decisions.Add(decision);
    }

    private MarketEvent ToEvent(TapeEvent e, UnixNanos at)
    {
        if (e.IsTrade)
        {
            return MarketEvent.Trade(
                at,
                Local,
                PriceTicks.Trusted(e.Price),
                Contracts.Trusted(e.Lots),
                e.IsBuy ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                default,
                default
            );
        }

        if (!e.IsBook)
            return MarketEvent.Heartbeat(at, Local);
        _book.Clear();
        foreach (var level in e.Bids!)
            Assert.That(_book.TryAddBid(new BookLevel(PriceTicks.Trusted(level.Price), Contracts.Trusted(level.Lots), 0)));
        foreach (var level in e.Asks!)
            Assert.That(_book.TryAddAsk(new BookLevel(PriceTicks.Trusted(level.Price), Contracts.Trusted(level.Lots), 0)));
        return MarketEvent.BookChanged(at, Local, _book);
    }
}
