using System.Buffers.Binary;
using System.Numerics;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720: the one that processors compute themselves.</summary>
public static class Crc32C
{
    /// <summary>The checksum's state before the first byte.</summary>
    public const uint Seed = uint.MaxValue;

    /// <summary>Takes bytes into the state.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        while (rest.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[sizeof(ulong)..];
        }

        return bytes.Length >= sizeof(ulong)
            ? AppendLast(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]), 8 * rest.Length)
            : AppendEach(state, rest);
    }

    /// <summary>Takes a number into the state as eight little-endian bytes.</summary>
    public static uint Append(uint state, ulong value) => BitOperations.Crc32C(state, value);

    /// <summary>The checksum of everything taken in.</summary>
    public static uint Finish(uint state) => ~state;

    // The last bits, 0 to 56, of a number at once: zeros ahead of them change nothing in a state of 0, into which the state that they
    // meet goes with them; what of it they do not reach moves up. No step depends on how many there are.
    private static uint AppendLast(uint state, ulong lastEight, int bits)
    {
        var met = (lastEight >> 8 >> (56 - bits)) ^ state;
        return BitOperations.Crc32C(0, met << (56 - bits) << 8) ^ (uint)((ulong)state >> bits);
    }

    private static uint AppendEach(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            state = BitOperations.Crc32C(state, b);

        return state;
    }
}
