using System.Runtime.InteropServices;

namespace MiaIa.SierraFiles;

/// <summary>One record of a <c>.depth</c> file, exactly as its 24 bytes lie on disk (little-endian).</summary>
[StructLayout(LayoutKind.Explicit, Size = 24, Pack = 1)]
public readonly record struct DepthRecord
{
    private const byte EndOfBatchFlag = 0x01;

    [FieldOffset(9)]
    private readonly byte _flags;

    /// <summary>Microseconds since Sierra's epoch; see <see cref="SierraTime"/>. Records can be out of order.</summary>
    [field: FieldOffset(0)]
    public long SierraMicros { get; init; }

    /// <summary>What happens; a number outside the enum is possible in a damaged file.</summary>
    [field: FieldOffset(8)]
    public DepthCommand Command { get; init; }

    /// <summary>The last record of a batch: only now may the book be looked at.</summary>
    public bool EndsBatch
    {
        get => (_flags & EndOfBatchFlag) != 0;
        init => _flags = value ? EndOfBatchFlag : (byte)0;
    }

    /// <summary>Orders resting at the level; 0 = not known.</summary>
    [field: FieldOffset(10)]
    public ushort NumOrders { get; init; }

    /// <summary>Price in file units: see <see cref="PriceScale"/>.</summary>
    [field: FieldOffset(12)]
    public float Price { get; init; }

    /// <summary>Contracts resting at the level.</summary>
    [field: FieldOffset(16)]
    public uint Quantity { get; init; }
}
