using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>The bounds that market.proto states, and the plausibility bounds that it leaves to the engine.</summary>
public static class Limits
{
    /// <summary>Trades in a batch, at most (market.proto).</summary>
    public const int BatchTradesMax = 4096;

    /// <summary>Contracts of one trade, at most (market.proto).</summary>
    public const uint TradeLotsMax = Contracts.MaxValue;

    /// <summary>Contracts or orders resting at one level, at most: a sentinel such as 2147483647 is above it.</summary>
    public const uint LevelLotsMax = Contracts.MaxValue;

    /// <summary>Book levels a side, at most (market.proto).</summary>
    public const int BookLevelsMax = BookSnapshot.LevelsMax;

    /// <summary>A price in ticks, at most: ES at 2,500,000 points. An unset int (2147483647) is above it.</summary>
    public const int PriceTicksMax = PriceTicks.MaxValue;

    /// <summary>What bid_offset_ticks and ask_offset_ticks hold when Sierra knew no quote.</summary>
    public const int NoQuote = int.MinValue;

    /// <summary>2000-01-01 00:00 UTC in µs: nothing Sierra can replay is older.</summary>
    public const long UnixUsMin = 946_684_800_000_000;

    /// <summary>2100-01-01 00:00 UTC in µs.</summary>
    public const long UnixUsMax = 4_102_444_800_000_000;

    /// <summary>A trade may stand this much before the trade ahead of it, in µs (1 hour): exchange feeds reorder milliseconds.</summary>
    public const long BackwardsUsMax = 3_600_000_000;

    /// <summary>A name, at most this many characters (market.proto).</summary>
    public const int NameCharactersMax = 64;

    /// <summary>Text for the trader (OrderReport.reason and the like), at most this many characters.</summary>
    public const int TextCharactersMax = 256;

    /// <summary>Working orders and fills that one OrderSnapshot holds, at most (trading.proto).</summary>
    public const int SnapshotOrdersMax = 64,
        SnapshotFillsMax = 256;

    /// <summary>Contracts of a position or an order, at most: far above any ceiling, far below a sentinel.</summary>
    public const int PositionLotsMax = 100_000;

    /// <summary>Named values of one StudyValues, at most (market.proto).</summary>
    public const int StudyValuesMax = 32;

    /// <summary>A bar's length, at most: one week in seconds.</summary>
    public const uint BarSecondsMax = 604_800;

    /// <summary>Hops that a study reports, at most.</summary>
    public const int HopsMax = 16;

    /// <summary>A place in the order of frames, at most: what a study that makes a million a second reaches in 285 years.</summary>
    public const ulong CounterMax = 1UL << 53;

    /// <summary>Whether a market time in µs is one at all.</summary>
    internal static bool IsTime(long unixUs) => unixUs is >= UnixUsMin and < UnixUsMax;

    /// <summary>Whether ticks are a price.</summary>
    internal static bool IsPrice(long ticks) => ticks is >= 1 and <= PriceTicksMax;
}
