using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// Looks on at a core and keeps what its signals and whoever trades them on paper are made from: every change of a reading, every moment of market
/// time, every trade and book. Beside it, what stood at each whole second. An event that changes nothing takes no room.
/// </summary>
internal sealed class KeptWriter : IStepWatcher, IDisposable
{
    /// <summary>Rows of a block.</summary>
    internal const int BlockRows = 1 << 15;

    // A fee, the book that stood, and the event itself.
    private const int RowsAStepMax = 3;

    private readonly Stream _to;
    private readonly string _key;
    private readonly SecondGridBuilder _seconds = new();
    private readonly ByteColumn[] _columns = [.. Enumerable.Range(0, KeptColumns.Count).Select(_ => new ByteColumn())];
    private readonly double[] _values = new double[FeatureNames.Count];
    private readonly BookDelta _books = new();
    private SignalConditions _conditions;
    private long _now;
    private int _price;
    private int _tradePrice;
    private int _feeCents = -1;
    private int _rows;
    private bool _hasBegun;
    private bool _isRepeated;
    private long _historyKnown;

    /// <param name="to">Owned from here on.</param>
    /// <param name="key">Of the readings.</param>
    internal KeptWriter(Stream to, string key)
    {
        (_to, _key) = (to, key);
        BlockFile.WriteHead(to, key);
        Array.Fill(_values, double.NaN);
    }

    /// <summary>Rows so far.</summary>
    internal long Rows { get; private set; }

    /// <inheritdoc/>
    public void Stepped(EngineCore core, in MarketEvent e)
    {
        if (_rows > BlockRows - RowsAStepMax)
            Flush();
        // History that was known is not taken, and nobody who trades on paper sees it.
        var isKnown = _hasBegun && core.Counters.HistoryKnown != _historyKnown;
        _historyKnown = core.Counters.HistoryKnown;
        if (core.Now.Value > 0)
            _seconds.Reach(core.Now.Value, _values, _conditions, _price);
        // Another trade date may bring another fee, and it is in force before anything of the event is.
        var fee = core.Options.OfAccount().Fees.CentsOn(core.Trading.Account.TradeDate);
        if (fee != _feeCents)
            KeepFee(fee);
        if (!_hasBegun)
            Begin(core);
        Keep(core, isKnown ? TapeItem.Nothing : ItemOf(core, e), e);
    }

    /// <summary>Nothing follows: writes what is left, and the seconds to a file of their own.</summary>
    internal void Finish(Stream seconds)
    {
        if (_isRepeated)
            Row(RowHead.Repeated, TapeItem.Nothing);
        Flush();
        BlockFile.WriteEnd(_to);
        _to.Flush();
        _seconds.Finish(_values, _conditions, _price).Write(seconds, _key);
    }

    /// <inheritdoc/>
    public void Dispose() => _to.Dispose();

    private static SignalConditions ConditionsOf(EngineCore core, in MarketEvent e) =>
        (core.AreFeedsFresh ? SignalConditions.Fresh : SignalConditions.None)
        | (core.MayBear(e) ? SignalConditions.MayBear : SignalConditions.None)
        | (core.DoLevelsStand ? SignalConditions.LevelsStand : SignalConditions.None);

    private static TapeItem ItemOf(EngineCore core, in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                return TapeItem.Trade;
            case MarketEventKind.Book:
                return TapeItem.Book;
            case MarketEventKind.StudyDetached:
                return TapeItem.BookLost;
            case MarketEventKind.Gap:
            case MarketEventKind.StudyAttached when e.IsRoll:
                return TapeItem.TapeBroken;
            case MarketEventKind.Clock:
                return core.Trading.MustBeFlatAt(e.ReceivedAt) ? TapeItem.Close : TapeItem.Nothing;
            default:
                return TapeItem.Nothing;
        }
    }

    // What stood before anything was kept.
    private void Begin(EngineCore core)
    {
        _hasBegun = true;
        if (core.Book.BidCount + core.Book.AskCount == 0)
            return;
        Row(RowHead.Unjudged, TapeItem.Book);
        KeepBook(core.Book);
    }

    private void KeepFee(int fee)
    {
        Row(RowHead.Unjudged, TapeItem.Fee);
        _columns[KeptColumns.Fees].AddUnsigned((ulong)fee);
        _feeCents = fee;
    }

    private void Keep(EngineCore core, TapeItem item, in MarketEvent e)
    {
        var head = State(core, ConditionsOf(core, e));
        if (head == RowHead.None && item == TapeItem.Nothing)
        {
            _isRepeated = true;
            return;
        }

        Row(head, item);
        if (item == TapeItem.Trade)
            KeepTrade(e);
        else if (item == TapeItem.Book)
            KeepBook(core.Book);
        else if (item == TapeItem.BookLost)
            _seconds.Quoted(0, 0);
    }

    private void KeepTrade(in MarketEvent e)
    {
        var column = _columns[KeptColumns.Trades];
        column.AddSigned(e.Price.Value - _tradePrice);
        column.AddUnsigned((ulong)e.Volume.Value);
        column.Add((byte)((int)e.Aggressor | ((int)e.Group << 4)));
        _tradePrice = e.Price.Value;
        _seconds.Traded(e.Price.Value);
    }

    private void KeepBook(BookSnapshot book)
    {
        _books.Write(_columns[KeptColumns.Books], book);
        _seconds.Quoted(book.IsSound ? book.BestBid.Price.Value : 0, book.IsSound ? book.BestAsk.Price.Value : 0);
    }

    // What has changed since the row before goes into its columns.
    private RowHead State(EngineCore core, SignalConditions conditions)
    {
        var head = RowHead.None;
        if (core.Now.Value != _now)
        {
            head |= RowHead.Time;
            _columns[KeptColumns.Times].AddUnsigned((ulong)(core.Now.Value - _now));
            _now = core.Now.Value;
        }

        var changes = 0;
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            var value = core.Score.ValueOf((FeatureId)i);
            // By bits: the two zeros differ, and what is not a number is equal to itself.
            if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(_values[i]))
                continue;
            changes |= 1 << i;
            _values[i] = value;
            _columns[KeptColumns.FirstFeature + i].Add(value);
        }

        if (changes != 0)
        {
            head |= RowHead.Values;
            _columns[KeptColumns.Changes].Add((ushort)changes);
        }

        if (conditions != _conditions)
        {
            head |= RowHead.Conditions;
            _columns[KeptColumns.Conditions].Add((byte)conditions);
            _conditions = conditions;
        }

        if (core.LastPrice.Value != _price)
        {
            head |= RowHead.Price;
            _columns[KeptColumns.Prices].AddSigned(core.LastPrice.Value - _price);
            _price = core.LastPrice.Value;
        }

        return head;
    }

    private void Row(RowHead head, TapeItem item)
    {
        if (_isRepeated)
            head |= RowHead.Repeated;
        _isRepeated = false;
        _columns[KeptColumns.Heads].Add((ushort)((int)head | ((int)item << 8)));
        _rows++;
        Rows++;
    }

    private void Flush()
    {
        if (_rows == 0)
            return;
        BlockFile.WriteBlock(_to, _rows, _columns);
        foreach (var column in _columns)
            column.Clear();
        _rows = 0;
    }
}
