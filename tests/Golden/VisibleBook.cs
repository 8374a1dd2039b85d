namespace Golden;

/// <summary>The ten best levels a side at one batch: price in ticks, lots, orders.</summary>
internal sealed record VisibleBook(long UnixMicros, (int Ticks, uint Lots, uint Orders)[] Bids, (int Ticks, uint Lots, uint Orders)[] Asks)
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Whether both show the same levels, whatever their time.</summary>
    public bool HasLevelsOf(VisibleBook other) => Bids.SequenceEqual(other.Bids) && Asks.SequenceEqual(other.Asks);

    /// <summary>FNV-1a over the little-endian fields in the order that the engine documents for its depth hash.</summary>
    public static ulong HashOf(IEnumerable<VisibleBook> books)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var book in books)
        {
            writer.Write(book.UnixMicros);
            foreach (var side in new[] { book.Bids, book.Asks })
            {
                writer.Write((uint)side.Length);
                foreach (var (ticks, lots, orders) in side)
                {
                    writer.Write(ticks);
                    writer.Write(lots);
                    writer.Write(orders);
                }
            }
        }
        return bytes.ToArray().Aggregate(OffsetBasis, (hash, b) => unchecked((hash ^ b) * Prime));
    }
}
