namespace MiaIa.Engine.Market;

/// <summary>
/// Volume at price by side of one bar, in rows of one tick. Its memory is fixed: the first trade stands in the middle of 8,192
/// rows (ES: 1,024 points either way within a minute), and what lies outside is refused, for the caller to count.
/// </summary>
internal sealed class BarFootprint
{
    internal const int RowsMax = 8_192;

    private readonly Row[] _rows = new Row[RowsMax];
    private int _firstTick;

    /// <summary>The lowest price that traded, in ticks; meaningless while <see cref="RowCount"/> is 0.</summary>
    internal int LowTick { get; private set; }

    /// <summary>Rows from the lowest to the highest price that traded, those between that did not trade included.</summary>
    internal int RowCount { get; private set; }

    /// <summary>Rows that traded.</summary>
    internal int TradedRows { get; private set; }

    /// <summary>Contracts of all rows.</summary>
    internal long Volume { get; private set; }

    /// <summary>Contracts traded at the ask of a row; row 0 is <see cref="LowTick"/>.</summary>
    internal long BuyAt(int row) => _rows[LowTick - _firstTick + row].Buy;

    /// <summary>Contracts traded at the bid of a row; row 0 is <see cref="LowTick"/>.</summary>
    internal long SellAt(int row) => _rows[LowTick - _firstTick + row].Sell;

    /// <summary>Empties it for another bar.</summary>
    internal void Begin()
    {
        if (RowCount != 0)
            Array.Clear(_rows, LowTick - _firstTick, RowCount);
        LowTick = RowCount = TradedRows = 0;
        Volume = 0;
    }

    /// <summary>Whether a price has its place in this bar.</summary>
    internal bool Holds(int price) => RowCount == 0 || price - _firstTick is >= 0 and < RowsMax;

    /// <summary>Adds a trade at a price that it <see cref="Holds"/>.</summary>
    internal void Add(int price, int lots, bool isBuy)
    {
        if (RowCount == 0)
        {
            _firstTick = price - (RowsMax / 2);
            (LowTick, RowCount) = (price, 1);
        }

        ref var row = ref _rows[price - _firstTick];
        if (row.Buy + row.Sell == 0)
            TakeRow(price);
        if (isBuy)
            row.Buy += lots;
        else
            row.Sell += lots;
        Volume += lots;
    }

    private void TakeRow(int price)
    {
        TradedRows++;
        var high = Math.Max(LowTick + RowCount - 1, price);
        LowTick = Math.Min(LowTick, price);
        RowCount = high - LowTick + 1;
    }

    private struct Row
    {
        internal long Buy;
        internal long Sell;
    }
}
