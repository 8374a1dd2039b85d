using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Kept;

/// <summary>A block of kept rows, unpacked once for any number of players. The rows' numbers and trades stand one behind the other, each in the order of its rows.</summary>
internal sealed class KeptBlock
{
    internal required int Rows { get; init; }

    internal required ushort[] Heads { get; init; }

    /// <summary>Market time of each row.</summary>
    internal required long[] Times { get; init; }

    /// <summary>The conditions after each row.</summary>
    internal required byte[] Conditions { get; init; }

    /// <summary>The last trade's price after each row.</summary>
    internal required int[] Prices { get; init; }

    /// <summary>Which features change, of the rows that say so.</summary>
    internal required ushort[] Changes { get; init; }

    /// <summary>Their new values, one column a feature.</summary>
    internal required double[][] Values { get; init; }

    internal required MarketEvent[] Trades { get; init; }

    internal required BookSnapshot[] Books { get; init; }

    internal required int[] Fees { get; init; }

    internal static RowHead HeadOf(ushort head) => (RowHead)(head & 0xFF);

    internal static TapeItem ItemOf(ushort head) => (TapeItem)(head >> 8);
}
