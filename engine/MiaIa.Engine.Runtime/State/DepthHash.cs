using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Hashing;

namespace MiaIa.Engine.Runtime.State;

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
    public static ulong Append(ulong hash, long observedUnixUs, BookSnapshot book)
    {
        ArgumentNullException.ThrowIfNull(book);
        hash = Fnv1a.Append(hash, (ulong)observedUnixUs);
        return Append(Append(hash, book.Bids), book.Asks);
    }

    private static ulong Append(ulong hash, BookLevels levels)
    {
        hash = Fnv1a.Append(hash, (uint)levels.Count);
        foreach (var level in levels)
        {
            hash = Fnv1a.Append(hash, (uint)level.Price.Value);
            hash = Fnv1a.Append(hash, (uint)level.Lots.Value);
            hash = Fnv1a.Append(hash, (uint)level.Orders);
        }

        return hash;
    }
}
