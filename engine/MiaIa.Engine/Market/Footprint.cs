namespace MiaIa.Engine.Market;

/// <summary>
/// The footprints of the 1-minute bars: of the one that forms and of the last 31 closed ones, in step with
/// <see cref="MinuteBars"/>. All arrays are made once (4.2 MB, touched only as far as bars are tall) and used again.
/// </summary>
internal sealed class Footprint
{
    /// <summary>Closed bars kept.</summary>
    internal const int KeptMax = Places - 1;

    private const int Places = 32;

    private readonly BarFootprint[] _ring = NewRing();
    private long _closed;
    private bool _isCut;

    /// <summary>The bar that forms; without rows while nothing traded in its minute.</summary>
    internal BarFootprint Forming => _ring[_closed & (Places - 1)];

    /// <summary>Bars closed in a row since the first trade or the last gap; the bar in which trades are missing is not one.</summary>
    internal int WholeBars { get; private set; }

    /// <summary>Trades left out because their price lies too far from the rest of their bar.</summary>
    internal long Refused { get; private set; }

    /// <summary>A closed bar: 0 = the last, up to 30; without rows where none has closed yet.</summary>
    internal BarFootprint Back(int bars) => _ring[(_closed - 1 - bars) & (Places - 1)];

    /// <summary>Adds a trade to the bar that forms.</summary>
    internal void Add(int price, int lots, bool isBuy)
    {
        var bar = Forming;
        if (bar.Holds(price))
            bar.Add(price, lots, isBuy);
        else
            Refused++;
    }

    /// <summary>The bar that formed has closed.</summary>
    internal void Close()
    {
        WholeBars = _isCut ? 0 : WholeBars + 1;
        _isCut = false;
        _closed++;
        Forming.Begin();
    }

    /// <summary>Trades are missing: the bar that forms, or the next one, is not whole.</summary>
    internal void Break()
    {
        WholeBars = 0;
        _isCut = true;
    }

    private static BarFootprint[] NewRing()
    {
        var ring = new BarFootprint[Places];
        for (var i = 0; i < Places; i++)
            ring[i] = new BarFootprint();
        return ring;
    }
}
