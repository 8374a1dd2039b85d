using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// Walks over the plain wire form of protobuf: fields in rising order, each at most once, as every writer in use makes them. A field whose
/// tag lies before the end is read without asking how much is left, for which there is room behind the end; nothing is taken after that.
/// It is handed on by value or to what is inlined: one whose address is known lives in memory, and each field would wait for the place
/// that the one before it has written there.
/// </summary>
internal ref struct WireCursor
{
    /// <summary>Bytes behind the end that have to be there.</summary>
    internal const int RoomBytes = 96;

    private const ulong EveryTop = 0x8080_8080_8080_8080;
    private const uint EveryFourTop = 0x8080_8080;
    private const int Continues = 0x80;

    private readonly ref byte _bytes;
    private int _at;
    private int _end;

    /// <summary>Stands before the first of <paramref name="length"/> bytes.</summary>
    /// <param name="bytes">They, and at least <see cref="RoomBytes"/> more.</param>
    /// <param name="length">Bytes to read.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room behind them.</exception>
    internal WireCursor(ReadOnlySpan<byte> bytes, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, bytes.Length - RoomBytes);
        _bytes = ref MemoryMarshal.GetReference(bytes);
        _end = length;
    }

    /// <summary>Bytes up to the end; below 0 when what was read went beyond it.</summary>
    internal readonly int Left => _end - _at;

    /// <summary>The next byte's place.</summary>
    internal readonly ref byte Next => ref Unsafe.Add(ref _bytes, _at);

    /// <summary>Steps over a tag of one byte, if it is the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Takes(byte tag)
    {
        if (_at >= _end || Next != tag)
            return false;
        _at++;
        return true;
    }

    /// <summary>Reads eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Fixed64()
    {
        var value = Word64();
        _at += sizeof(ulong);
        return value;
    }

    /// <summary>The eight bytes behind a tag; <paramref name="absent"/> when another tag is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Fixed64(byte tag, ulong absent) => Takes(tag) ? Fixed64() : absent;

    /// <summary>Reads a varint of at most eight bytes. A longer one, which no plain number needs, leaves the cursor failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Varint()
    {
        if (Next < Continues)
        {
            ulong value = Next;
            _at++;
            return value;
        }

        var word = Word64();
        var ends = ~word & EveryTop;
        if (ends == 0)
            Fail();
        var top = BitOperations.TrailingZeroCount(ends) & 63;
        _at += (top + 1) / 8;
        return Groups(word & (ulong.MaxValue >> (63 - top)));
    }

    /// <summary>The varint behind a tag; 0 when another tag is next, as the wire leaves a 0 out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Varint(byte tag) => Takes(tag) ? Varint() : 0;

    /// <summary>Reads a length. −1 when that many bytes are not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Length()
    {
        var length = Varint();
        return Left >= 0 && length <= (ulong)Left ? (int)length : -1;
    }

    /// <summary>Ends where a body of the length that stands next does. False when that is not within this one's end.</summary>
    /// <param name="outerEnd">Give it to <see cref="Leave"/> when the body is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(out int outerEnd)
    {
        outerEnd = _end;
        var length = Length();
        _end = _at + length;
        return length >= 0;
    }

    /// <summary>Goes on behind a body that somebody else has read.</summary>
    internal void Leave(int outerEnd) => (_at, _end) = (_end, outerEnd);

    /// <summary>Whether the next bytes are a single varint of at most 28 bits. It is not stepped over.</summary>
    /// <param name="length">Bytes, at least 1.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool IsOne(int length, out uint value)
    {
        var word = (uint)Word64();
        var top = BitOperations.TrailingZeroCount(~word & EveryFourTop);
        value = (uint)Groups(word & (uint.MaxValue >> (31 - top)));
        return top == (8 * length) - 1;
    }

    /// <summary>
    /// Reads varints from a place up to a distance from it. −1 when they do not end there, are too many or too long, else how many there are.
    /// </summary>
    internal static int Varints(WireCursor cursor, int length, Span<ulong> into)
    {
        var (stop, count) = (cursor.Left - length, 0);
        while (cursor.Left > stop && count < into.Length)
            into[count++] = cursor.Varint();
        return cursor.Left == stop ? count : -1;
    }

    /// <summary>The same with numbers of at most 32 bits.</summary>
    internal static int Varints(WireCursor cursor, int length, Span<uint> into)
    {
        var (stop, count) = (cursor.Left - length, 0);
        while (cursor.Left > stop && count < into.Length)
        {
            var value = cursor.Varint();
            if (value > uint.MaxValue)
                return -1;
            into[count++] = (uint)value;
        }

        return cursor.Left == stop ? count : -1;
    }

    /// <summary>Steps over bytes that were read at <see cref="Next"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Skip(int bytes) => _at += bytes;

    /// <summary>The rest is not to be read: nothing is taken any more, and nothing is sound.</summary>
    internal void Fail() => _end = -1;

    // AMD's processors before Zen 3 take hundreds of cycles for it; these, as others of their time, do not multiply without carry by 32 bytes.
    private static bool ExtractsQuickly => Bmi2.X64.IsSupported && Pclmulqdq.V256.IsSupported;

    // Eight groups of seven bits, at once where the processor is quick at it, else pushed together in pairs, then pairs of pairs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Groups(ulong x) => ExtractsQuickly ? Bmi2.X64.ParallelBitExtract(x, ~EveryTop) : GroupsByPairs(x);

    private static ulong GroupsByPairs(ulong x)
    {
        x = ((x & 0x7F00_7F00_7F00_7F00) >> 1) | (x & 0x007F_007F_007F_007F);
        x = ((x & 0x3FFF_0000_3FFF_0000) >> 2) | (x & 0x0000_3FFF_0000_3FFF);
        return ((x & 0x0FFF_FFFF_0000_0000) >> 4) | (x & 0x0000_0000_0FFF_FFFF);
    }

    private readonly ulong Word64() => Unsafe.ReadUnaligned<ulong>(ref Next);
}
