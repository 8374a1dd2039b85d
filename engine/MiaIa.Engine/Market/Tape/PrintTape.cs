namespace MiaIa.Engine.Market;

/// <summary>
/// The print that is being made: neighbours of the same side in the same millisecond, whether or not they are marked
/// FIRST … LAST (real groups hold one price each; a sweep continues outside them). A print grows while its trades come, and
/// whoever reads it reads it as far as it has come; nothing waits for its end. Source: confluence.md, feature 6.
/// </summary>
internal sealed class PrintTape
{
    /// <summary>Distinct prices are counted exactly up to here; a sweep has its full strength at 6.</summary>
    internal const int PricesMax = 64;

    private readonly int[] _prices = new int[PricesMax];
    private int _low;
    private int _high;
    private bool _isOpen;

    /// <summary>Prints so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether the newest trade extended a print that had begun; else it began one.</summary>
    internal bool IsExtended { get; private set; }

    /// <summary>Whether buyers crossed the spread.</summary>
    internal bool IsBuy { get; private set; }

    /// <summary>Market time of the print's first trade, which is that of every one of its trades.</summary>
    internal long StartMillis { get; private set; } = -1;

    /// <summary>Contracts so far.</summary>
    internal long Lots { get; private set; }

    /// <summary>Contracts before the newest trade; 0 when that began the print.</summary>
    internal long LotsBefore { get; private set; }

    /// <summary>Distinct prices so far, 1 … 64.</summary>
    internal int Prices { get; private set; }

    /// <summary>Takes a trade at a time that is not before that of the trade before.</summary>
    internal void Add(long millis, int price, int lots, bool isBuy)
    {
        IsExtended = _isOpen && millis == StartMillis && isBuy == IsBuy;
        if (IsExtended)
        {
            LotsBefore = Lots;
            Lots += lots;
            if (price < _low || price > _high || !Knows(price))
                AddPrice(price);
            return;
        }

        Count++;
        _isOpen = true;
        (IsBuy, StartMillis, Lots, LotsBefore) = (isBuy, millis, lots, 0);
        (Prices, _low, _high) = (1, price, price);
        _prices[0] = price;
    }

    /// <summary>Trades are missing: the next one begins a print.</summary>
    internal void Break() => _isOpen = false;

    // The newest price first: most trades of a print share it.
    private bool Knows(int price)
    {
        for (var i = Prices - 1; i >= 0; i--)
        {
            if (_prices[i] == price)
                return true;
        }

        return false;
    }

    private void AddPrice(int price)
    {
        _low = Math.Min(_low, price);
        _high = Math.Max(_high, price);
        if (Prices < PricesMax)
            _prices[Prices++] = price;
    }
}
