using System.Buffers.Binary;

namespace MiaIa.Bridge.Wire;

/// <summary>Walks the fields of one protobuf message. Allocates nothing, never throws, never reads past the end.</summary>
/// <remarks>Every method that returns false leaves the reader at an undefined place: the message is malformed, stop.</remarks>
internal ref struct WireReader
{
    private const int VarintBytesMax = 10;
    private const uint FieldNumberMax = (1u << 29) - 1;

    private ReadOnlySpan<byte> _rest;

    internal WireReader(ReadOnlySpan<byte> message) => _rest = message;

    internal readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads a field's number and type; only the types of <see cref="WireType"/> are well-formed.</summary>
    internal bool TryReadTag(out uint number, out WireType type)
    {
        var ok = TryReadVarint(out var tag) && tag <= uint.MaxValue;
        number = (uint)tag >> 3;
        type = (WireType)(tag & 7);
        return ok
            && number is > 0 and <= FieldNumberMax
            && type is WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32;
    }

    internal bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < VarintBytesMax; i++)
        {
            var part = _rest[i];
            // The tenth byte holds the one bit that is left of 64.
            if (i == VarintBytesMax - 1 && part > 1)
                return false;
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    internal bool TryReadFixed64(out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(_rest, out value))
            return false;
        _rest = _rest[sizeof(ulong)..];
        return true;
    }

    internal bool TryReadBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryReadVarint(out var length) || length > (ulong)_rest.Length)
            return false;
        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    internal bool TrySkip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                return TryReadVarint(out _);
            case WireType.Fixed64:
                return TryReadFixed64(out _);
            case WireType.Bytes:
                return TryReadBytes(out _);
            default:
                if (_rest.Length < sizeof(uint))
                    return false;
                _rest = _rest[sizeof(uint)..];
                return true;
        }
    }
}
