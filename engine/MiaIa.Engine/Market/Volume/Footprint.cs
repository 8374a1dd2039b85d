namespace MiaIa.Engine.Market;

/// <summary>
/// The footprints of the 1-minute bars: of the one that forms and of the last 31 closed ones, in step with
/// <see cref="MinuteBars"/>. All arrays are made once (5 MB, touched only as far as bars are tall) and used again.
/// </summary>
internal sealed class Footprint
{
    /// <summary>Closed bars kept.</summary>
    internal const int KeptMax = Places - 1;

    /// <summary>Bars of <see cref="Window"/>: the one that forms and 19 closed ones. Seed: 20.</summary>
    internal const int WindowBars = 20;

    private const int Places = 32;

    private readonly BarFootprint[] _ring = NewRing();

    /// <summary>The bar that forms; without rows while nothing traded in its minute.</summary>
    internal BarFootprint Forming => _ring[Closed & (Places - 1)];

    /// <summary>The bar that forms and the last 19 closed ones together.</summary>
    internal FootprintWindow Window { get; } = new();

    /// <summary>Bars closed since it began; bars of an older chain have none here.</summary>
    internal long Closed { get; private set; }

    /// <summary>Trades left out because their price lies too far from the rest of their bar.</summary>
    internal long Refused { get; private set; }

    /// <summary>A closed bar: 0 = the last, up to 30; without rows where none has closed yet.</summary>
    internal BarFootprint Back(int bars) => _ring[(Closed - 1 - bars) & (Places - 1)];

    /// <summary>Adds a trade to the bar that forms.</summary>
    internal void Add(int price, int lots, bool isBuy)
    {
        var bar = Forming;
        if (!bar.Holds(price) || !Window.Holds(price))
        {
            Refused++;
            return;
        }

        bar.Add(price, lots, isBuy);
        Window.Add(price, lots, isBuy);
    }

    /// <summary>The bar that formed has closed.</summary>
    internal void Close()
    {
        Closed++;
        Forming.Begin();
        Window.Remove(Back(WindowBars - 1));
        for (var back = 0; back < WindowBars - 1; back++)
        {
            var bar = Back(back);
            if (bar.RowCount != 0)
                Window.Reach(bar.LowTick, bar.LowTick + bar.RowCount - 1);
        }
    }

    private static BarFootprint[] NewRing()
    {
        var ring = new BarFootprint[Places];
        for (var i = 0; i < Places; i++)
            ring[i] = new BarFootprint();
        return ring;
    }
}
