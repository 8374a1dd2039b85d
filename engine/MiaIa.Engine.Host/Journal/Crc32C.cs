using System.Buffers.Binary;
using System.Numerics;

namespace MiaIa.Engine.Host.Journal;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720: the one that processors compute themselves.</summary>
public static class Crc32C
{
    /// <summary>The checksum's state before the first byte.</summary>
    public const uint Seed = uint.MaxValue;

    /// <summary>Takes bytes into the state.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            state = BitOperations.Crc32C(state, b);
        }

        return state;
    }

    /// <summary>Takes a number into the state as eight little-endian bytes.</summary>
    public static uint Append(uint state, ulong value) => BitOperations.Crc32C(state, value);

    /// <summary>The checksum of everything taken in.</summary>
    public static uint Finish(uint state) => ~state;
}
