namespace MiaIa.Engine.Market;

/// <summary>What the passing of market time, or an event, has changed.</summary>
[Flags]
internal enum MarketChange
{
    None = 0,

    /// <summary>Trades left a window of the tape.</summary>
    Window = 1,

    /// <summary>A whole second has begun.</summary>
    Second = 2,

    /// <summary>A minute bar closed.</summary>
    Bar = 4,

    /// <summary>The trading day is another.</summary>
    Session = 8,

    /// <summary>The book is another.</summary>
    Book = 16,

    /// <summary>A trade came.</summary>
    Trade = 64,

    /// <summary>Trades are missing.</summary>
    Gap = 128,

    /// <summary>A whole bar of 1, 5, 15 or 60 minutes closed.</summary>
    Timeframe = 256,

    /// <summary>A feed became fresh or stale.</summary>
    Freshness = 32,

    /// <summary>Options: a chain, a value of it, an index, a feed or the days before.</summary>
    Options = 1_024,
}
