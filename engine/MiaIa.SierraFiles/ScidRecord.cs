using System.Runtime.InteropServices;

namespace MiaIa.SierraFiles;

/// <summary>
/// One record of a <c>.scid</c> file, exactly as its 40 bytes lie on disk (little-endian). In a tick file each is one trade:
/// Open carries the group marker, High the ask, Low the bid, Close the price. In a bar file the four are what they say.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 40, Pack = 1)]
public readonly record struct ScidRecord
{
    /// <summary>Open of a trade on its own, or between FIRST and LAST.</summary>
    public const uint SingleTradeBits = 0x00000000;

    /// <summary>Open of the first sub-trade of an unbundled trade (−1.99900095e+37).</summary>
    public const uint FirstSubTradeBits = 0xFD709EF9;

    /// <summary>Open of the last sub-trade of an unbundled trade (−1.99900197e+37).</summary>
    public const uint LastSubTradeBits = 0xFD709F01;

    /// <summary>Microseconds since Sierra's epoch; see <see cref="SierraTime"/>.</summary>
    [field: FieldOffset(0)]
    public long SierraMicros { get; init; }

    /// <summary>Opening price, or the marker of a single trade.</summary>
    [field: FieldOffset(8)]
    public float Open { get; init; }

    /// <summary>Highest price; the ask of a single trade. In file units: see <see cref="PriceScale"/>.</summary>
    [field: FieldOffset(12)]
    public float High { get; init; }

    /// <summary>Lowest price; the bid of a single trade.</summary>
    [field: FieldOffset(16)]
    public float Low { get; init; }

    /// <summary>Closing price; the price of a single trade.</summary>
    [field: FieldOffset(20)]
    public float Close { get; init; }

    /// <summary>Number of trades; 1 in a tick file.</summary>
    [field: FieldOffset(24)]
    public uint NumTrades { get; init; }

    /// <summary>Contracts; 0 in a quote-only update.</summary>
    [field: FieldOffset(28)]
    public uint TotalVolume { get; init; }

    /// <summary>Contracts traded at the bid (sellers crossed).</summary>
    [field: FieldOffset(32)]
    public uint BidVolume { get; init; }

    /// <summary>Contracts traded at the ask (buyers crossed).</summary>
    [field: FieldOffset(36)]
    public uint AskVolume { get; init; }

    /// <summary>
    /// Whether Open is one of the three markers. They are compared by bit pattern, because FIRST and LAST differ by eight
    /// units in the last place.
    /// </summary>
    public bool IsSingleTrade => BitConverter.SingleToUInt32Bits(Open) is SingleTradeBits or FirstSubTradeBits or LastSubTradeBits;

    /// <summary>The quote changed and nothing traded.</summary>
    public bool IsQuoteOnly => TotalVolume == 0;

    /// <summary>Where the record stands in an unbundled trade.</summary>
    public PrintGroup Group =>
        BitConverter.SingleToUInt32Bits(Open) switch
        {
            FirstSubTradeBits => PrintGroup.First,
            LastSubTradeBits => PrintGroup.Last,
            _ => PrintGroup.None,
        };

    /// <summary>The side by volume; never by comparing price with bid and ask, which real files contradict.</summary>
    public TradeSide Side =>
        (BidVolume, AskVolume) switch
        {
            (> 0, 0) => TradeSide.Sell,
            (0, > 0) => TradeSide.Buy,
            _ => TradeSide.None,
        };

    /// <summary>The Open that marks a place in an unbundled trade.</summary>
    public static float Marker(PrintGroup group) =>
        BitConverter.UInt32BitsToSingle(
            group switch
            {
                PrintGroup.First => FirstSubTradeBits,
                PrintGroup.Last => LastSubTradeBits,
                _ => SingleTradeBits,
            }
        );
}
