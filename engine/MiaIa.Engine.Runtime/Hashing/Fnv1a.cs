using System.Buffers.Binary;

namespace MiaIa.Engine.Runtime.Hashing;

/// <summary>The 64-bit FNV-1a hash: for each byte, xor it in, then multiply by 1099511628211. Order-sensitive, not cryptographic.</summary>
public static class Fnv1a
{
    /// <summary>The hash of nothing.</summary>
    public const ulong Seed = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    /// <summary>Takes bytes in.</summary>
    public static ulong Append(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            hash = unchecked((hash ^ b) * Prime);

        return hash;
    }

    /// <summary>Takes a number in as its four little-endian bytes.</summary>
    public static ulong Append(ulong hash, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Append(hash, bytes);
    }

    /// <summary>Takes a number in as its eight little-endian bytes.</summary>
    public static ulong Append(ulong hash, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Append(hash, bytes);
    }
}
