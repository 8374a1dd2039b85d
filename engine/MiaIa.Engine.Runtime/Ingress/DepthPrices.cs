using Google.Protobuf.Collections;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>The prices that a DepthSnapshot leaves unsaid: behind the last one given each level lies one tick further.</summary>
internal static class DepthPrices
{
    /// <summary>Gives every level its price, for <see cref="DepthSnapshotRules"/> to judge; a side that gives none stays without.</summary>
    internal static void Complete(DepthSnapshot depth)
    {
        Complete(depth.BidPriceTicks, depth.BidLots.Count, -1);
        Complete(depth.AskPriceTicks, depth.AskLots.Count, +1);
    }

    // One level too many is enough for the rule that counts them; a price of any size goes on, and is judged.
    private static void Complete(RepeatedField<int> prices, int levels, int step)
    {
        if (prices.Count == 0)
            return;
        for (var price = prices[^1]; prices.Count < Math.Min(levels, Limits.BookLevelsMax + 1); )
            prices.Add(price = unchecked(price + step));
    }
}
