namespace MiaIa.Engine.Market;

/// <summary>
/// The footprint of several bars together: volume at price by side. A row's place is its price modulo 32,768 (ES: 8,192
/// points), so that nothing moves when the market does; a price whose place another one holds is refused, for the caller to count.
/// </summary>
internal sealed class FootprintWindow
{
    /// <summary>Prices that have a place at once; a power of two.</summary>
    internal const int Places = 32_768;

    private readonly Row[] _rows = new Row[Places];

    /// <summary>The lowest price that traded, in ticks; meaningless without rows.</summary>
    internal int LowTick { get; private set; } = int.MaxValue;

    /// <summary>The highest price that traded, in ticks; meaningless without rows.</summary>
    internal int HighTick { get; private set; } = int.MinValue;

    /// <summary>Rows that traded.</summary>
    internal int TradedRows { get; private set; }

    /// <summary>Contracts of all rows.</summary>
    internal long Volume { get; private set; }

    /// <summary>Ask volume and bid volume of a price; both 0 where nothing traded.</summary>
    internal (long Buy, long Sell) At(int price)
    {
        ref readonly var row = ref _rows[price & (Places - 1)];
        return row.Price == price ? (row.Buy, row.Sell) : (0, 0);
    }

    /// <summary>Whether a price has its place here.</summary>
    internal bool Holds(int price)
    {
        ref readonly var row = ref _rows[price & (Places - 1)];
        return row.Price == price || row.Buy + row.Sell == 0;
    }

    /// <summary>Adds a trade at a price that it <see cref="Holds"/>.</summary>
    internal void Add(int price, int lots, bool isBuy)
    {
        ref var row = ref _rows[price & (Places - 1)];
        if (row.Buy + row.Sell == 0)
        {
            row.Price = price;
            Reach(price, price);
            TradedRows++;
        }

        if (isBuy)
            row.Buy += lots;
        else
            row.Sell += lots;
        Volume += lots;
    }

    /// <summary>Takes a bar out again; <see cref="Reach"/> has to be told what is left.</summary>
    internal void Remove(BarFootprint bar)
    {
        for (var i = 0; i < bar.RowCount; i++)
        {
            var (buy, sell) = (bar.BuyAt(i), bar.SellAt(i));
            if (buy + sell == 0)
                continue;
            ref var row = ref _rows[(bar.LowTick + i) & (Places - 1)];
            row.Buy -= buy;
            row.Sell -= sell;
            TradedRows -= row.Buy + row.Sell == 0 ? 1 : 0;
            Volume -= buy + sell;
        }

        (LowTick, HighTick) = (int.MaxValue, int.MinValue);
    }

    /// <summary>Its rows reach at least from one price to another.</summary>
    internal void Reach(int lowTick, int highTick)
    {
        LowTick = Math.Min(LowTick, lowTick);
        HighTick = Math.Max(HighTick, highTick);
    }

    private struct Row
    {
        internal long Buy;
        internal long Sell;
        internal int Price;
    }
}
