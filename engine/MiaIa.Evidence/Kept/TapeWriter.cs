using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Evidence.Kept;

/// <summary>Writes the tape of a kept day: a row an event, with what it changes of time, conditions and price, and its trade, book or fee.</summary>
internal sealed class TapeWriter : IDisposable
{
    private readonly Stream _to;
    private readonly ByteColumn[] _columns = [.. Enumerable.Range(0, KeptColumns.OfTape).Select(_ => new ByteColumn())];
    private readonly BookDelta _books = new();
    private long _now;
    private int _tradePrice;

    /// <param name="to">Owned from here on.</param>
    /// <param name="key">Of the part.</param>
    internal TapeWriter(Stream to, string key)
    {
        _to = to;
        BlockFile.WriteHead(to, key);
    }

    /// <summary>What stands after the last row.</summary>
    internal SignalConditions Conditions { get; private set; }

    /// <summary>The last trade's price in ticks after the last row.</summary>
    internal int Price { get; private set; }

    /// <summary>A fee comes into force.</summary>
    internal void Fee(int cents)
    {
        Row(RowHead.Unjudged, TapeItem.Fee);
        _columns[KeptColumns.Fees].AddUnsigned((ulong)cents);
    }

    /// <summary>A book stood before anything was kept.</summary>
    internal void Begin(BookSnapshot book)
    {
        Row(RowHead.Unjudged, TapeItem.Book);
        _books.Write(_columns[KeptColumns.Books], book);
    }

    /// <summary>An event is over.</summary>
    internal void Event(EngineCore core, TapeItem item, in MarketEvent e)
    {
        Row(State(core, e), item);
        if (item == TapeItem.Trade)
            Trade(e);
        else if (item == TapeItem.Book)
            _books.Write(_columns[KeptColumns.Books], core.Book);
    }

    /// <summary>Writes the rows so far.</summary>
    internal void Flush(int rows)
    {
        BlockFile.WriteBlock(_to, rows, _columns);
        foreach (var column in _columns)
            column.Clear();
    }

    /// <summary>Nothing follows.</summary>
    internal void Finish()
    {
        BlockFile.WriteEnd(_to);
        _to.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _to.Dispose();

    private static SignalConditions ConditionsOf(EngineCore core, in MarketEvent e) =>
        (core.AreFeedsFresh ? SignalConditions.Fresh : SignalConditions.None)
        | (core.MayBear(e) ? SignalConditions.MayBear : SignalConditions.None)
        | (core.DoLevelsStand ? SignalConditions.LevelsStand : SignalConditions.None);

    private void Trade(in MarketEvent e)
    {
        var column = _columns[KeptColumns.Trades];
        column.AddSigned(e.Price.Value - _tradePrice);
        column.AddUnsigned((ulong)e.Volume.Value);
        column.Add((byte)((int)e.Aggressor | ((int)e.Group << 4)));
        _tradePrice = e.Price.Value;
    }

    // What has changed since the row before goes into its columns.
    private RowHead State(EngineCore core, in MarketEvent e)
    {
        var head = RowHead.None;
        if (core.Now.Value != _now)
        {
            head |= RowHead.Time;
            _columns[KeptColumns.Times].AddUnsigned((ulong)(core.Now.Value - _now));
            _now = core.Now.Value;
        }

        var conditions = ConditionsOf(core, e);
        if (conditions != Conditions)
        {
            head |= RowHead.Conditions;
            _columns[KeptColumns.Conditions].Add((byte)conditions);
            Conditions = conditions;
        }

        if (core.LastPrice.Value != Price)
        {
            head |= RowHead.Price;
            _columns[KeptColumns.Prices].AddSigned(core.LastPrice.Value - Price);
            Price = core.LastPrice.Value;
        }

        return head;
    }

    private void Row(RowHead head, TapeItem item) => _columns[KeptColumns.Heads].Add((ushort)((int)head | ((int)item << 8)));
}
