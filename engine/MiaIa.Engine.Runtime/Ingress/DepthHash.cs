using Google.Protobuf.Collections;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// The hash over every book snapshot taken, in order, which shows that none was lost, doubled or reordered. 64-bit FNV-1a
/// (offset basis 14695981039346656037, prime 1099511628211), over these little-endian fields of each snapshot:
/// observed_unix_us as i64; the number of bid levels as u32; for each bid level, best first, price_ticks as i32, lots as u32 and
/// orders as u32; then the same of the asks. unchanged_calls and history do not count. The hash starts at the offset basis and is
/// never reset while the core lives.
/// </summary>
public static class DepthHash
{
    /// <summary>The hash before the first snapshot.</summary>
    public const ulong Seed = Fnv1a.Seed;

    /// <summary>Takes one sound snapshot into the hash.</summary>
    public static ulong Append(ulong hash, DepthSnapshot depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        hash = Fnv1a.Append(hash, (ulong)depth.ObservedUnixUs);
        hash = Side(hash, depth.BidPriceTicks, depth.BidLots, depth.BidOrders);
        return Side(hash, depth.AskPriceTicks, depth.AskLots, depth.AskOrders);
    }

    private static ulong Side(ulong hash, RepeatedField<int> price, RepeatedField<uint> lots, RepeatedField<uint> orders)
    {
        hash = Fnv1a.Append(hash, (uint)price.Count);
        for (var i = 0; i < price.Count; i++)
        {
            hash = Fnv1a.Append(hash, (uint)price[i]);
            hash = Fnv1a.Append(hash, lots[i]);
            hash = Fnv1a.Append(hash, orders[i]);
        }

        return hash;
    }
}
