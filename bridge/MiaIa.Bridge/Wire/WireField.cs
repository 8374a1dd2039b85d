namespace MiaIa.Bridge.Wire;

/// <summary>Reads single fields of a small message by number; what is absent is 0 or empty, as proto3 says.</summary>
internal static class WireField
{
    /// <returns>False when the message is malformed or the field has another wire type.</returns>
    internal static bool TryReadVarint(ReadOnlySpan<byte> message, uint field, out ulong value)
    {
        value = 0;
        var reader = new WireReader(message);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var number, out var type))
                return false;
            if (number != field)
            {
                if (!reader.TrySkip(type))
                    return false;
            }
            else if (type != WireType.Varint || !reader.TryReadVarint(out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>False when the message is malformed or the field has another wire type.</returns>
    internal static bool TryReadBytes(ReadOnlySpan<byte> message, uint field, out ReadOnlySpan<byte> value)
    {
        value = default;
        var reader = new WireReader(message);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var number, out var type))
                return false;
            if (number != field)
            {
                if (!reader.TrySkip(type))
                    return false;
            }
            else if (type != WireType.Bytes || !reader.TryReadBytes(out value))
            {
                return false;
            }
        }

        return true;
    }
}
