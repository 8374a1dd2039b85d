using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>Feeds a core with a tape and with the options beside it. Before an option event a heartbeat brings market time to its moment.</summary>
internal sealed class OptionFeed
{
    private readonly BookSnapshot _book = new();
    private readonly ChainChanges _changes = new();
    private readonly IndexPrint _print = new();
    private readonly Dictionary<IndexSymbol, OptionChain> _listed = [];
    private long _localNanos = UnixNanos.PerSecond;

    public OptionFeed(InstrumentOptions? options = null, ChainSource source = ChainSource.Live, bool isLabelled = false)
    {
        Core = new EngineCore(options ?? InstrumentOptions.Es);
        Source = source;
        Process(MarketEvent.StudyAttached(Local, isContinuation: false, isRoll: false, isLabelled));
    }

    public EngineCore Core { get; private set; }

    /// <summary>Every event after the core has taken it.</summary>
    public Action<MarketEvent> Processed { get; init; } = _ => { };

    public ChainSource Source { get; set; }

    public FeatureReading this[FeatureId feature] => Core.State.Readings[(int)feature].Reading;

    private UnixNanos Local => UnixNanos.Trusted(_localNanos);

    /// <summary>The study leaves, and one comes whose chart replays, or no longer does.</summary>
    public void ShowOther(bool isReplay)
    {
        Process(MarketEvent.StudyDetached(Local));
        Core = Core.Anew();
        var study = new AttachedStudy("ESM26_FUT_CME", "ESM26_FUT_CME", "", 1, false, isReplay);
        Process(MarketEvent.StudyAttached(Local, isContinuation: false, study: study, isOtherTape: true));
    }

    /// <summary>Lists a chain of these contracts, without values.</summary>
    public void List(IReadOnlyCollection<NaiveContract> contracts, IndexSymbol index = IndexSymbol.Spx, long? freshNanos = null)
    {
        var chain = NaiveContract.ChainOf(contracts, default);
        _listed[index] = chain;
        OptionListing[] listings =
        [
            .. chain
                .Expiries.ToArray()
                .Select(e => new OptionListing(e.Root, e.Date, e.SettlesAt, chain.Strikes.Slice(e.FirstRow, e.RowCount).ToArray())),
        ];
        Process(OptionEvents.Listed(Local, new ListedChain(index, Source, freshNanos ?? ListedChain.LiveFreshNanos, listings)));
    }

    /// <summary>New values of contracts, in pieces that fit a column.</summary>
    public void Update(IEnumerable<NaiveContract> contracts, long millis, IndexSymbol index = IndexSymbol.Spx)
    {
        foreach (var piece in contracts.Chunk(ChainChanges.ColumnMax))
        {
            _changes.Begin(index);
            foreach (var c in piece)
                Add(c, At(millis), _listed[index]);
            Process(OptionEvents.Updated(Local, _changes));
        }
    }

    public void Print(IndexSymbol index, double points, long millis, ChainSource? source = null)
    {
        (_print.Index, _print.Points, _print.At, _print.Source) = (index, points, At(millis), source ?? Source);
        Process(OptionEvents.Printed(Local, _print));
    }

    public void Condition(FeedCondition condition, IndexSymbol index = IndexSymbol.None) =>
        Process(OptionEvents.FeedChanged(Local, new FeedChange { Index = index, Condition = condition }));

    public void Beat(long millis) => Process(MarketEvent.Heartbeat(At(millis), Pass()));

    public void Play(OptionTapeEvent e, IndexSymbol index = IndexSymbol.Spx, bool isHistory = false)
    {
        var at = At(e.Millis);
        if (e.Price > 0)
        {
            Process(
                MarketEvent.Trade(
                    at,
                    Pass(),
                    PriceTicks.Trusted(e.Price),
                    Contracts.Trusted(1),
                    Aggressor.Buy,
                    PrintGroup.None,
                    default,
                    default,
                    isHistory
                )
            );
            return;
        }

        if (e.Book is { } book)
        {
            _book.Clear();
            _book.TryAddBid(new BookLevel(PriceTicks.Trusted(book.Bid), Contracts.Trusted(5), 0));
            _book.TryAddAsk(new BookLevel(PriceTicks.Trusted(book.Ask), Contracts.Trusted(5), 0));
            Process(MarketEvent.BookChanged(at, Pass(), _book));
            return;
        }

        Beat(e.Millis);
        if (e.Print is { } print)
            Print(print.Index, print.Points, e.Millis);
        if (e.Contracts is { } contracts)
            Update(contracts, e.Millis, index);
    }

    public static UnixNanos At(long millis) => UnixNanos.Trusted(millis * UnixNanos.PerMilli);

    private void Process(MarketEvent e)
    {
        Core.Process(e);
        Processed(e);
    }

    private UnixNanos Pass()
    {
        _localNanos += 1_000;
        return Local;
    }

    private void Add(NaiveContract c, UnixNanos at, OptionChain listed)
    {
        var contract = OptionChain.ContractOf(listed.FindRow(c.Root, c.Date, c.Strike), c.IsCall ? OptionRight.Call : OptionRight.Put);
        _changes.Add(new QuoteChange(contract, c.Bid, c.Ask, at, c.IsOfTable ? c.QuoteSpot!.Value : double.NaN));
        _changes.Add(new VolatilityChange(contract, c.Volatility ?? 0, NaiveContract.MomentOf(c.VolatilityAtSeconds)));
        if (c.OpenInterest is { } open)
            _changes.AddOpenInterest(new LotsChange(contract, (int)open, at));
        _changes.AddVolume(new LotsChange(contract, (int)c.Volume, at));
    }
}
