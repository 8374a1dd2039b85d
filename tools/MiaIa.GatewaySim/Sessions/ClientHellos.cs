using System.Buffers;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Takes a hello off the front of what has come.</summary>
internal static class ClientHellos
{
    /// <summary>Reads one.</summary>
    /// <param name="buffer">What has come; moved behind the hello.</param>
    /// <param name="hello">The hello; null when this is none.</param>
    /// <returns>False: more bytes are needed.</returns>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out ClientHello? hello)
    {
        hello = null;
        if (buffer.Length < ClientHello.Prefix.Length + FrameReader.PrefixBytes)
            return false;
        if (!buffer.Slice(0, ClientHello.Prefix.Length).ToArray().AsSpan().SequenceEqual(ClientHello.Prefix))
            return true;
        var rest = buffer.Slice(ClientHello.Prefix.Length);
        var length = rest.Slice(0, FrameReader.PrefixBytes).ToArray();
        if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(length) > ClientHello.BytesMax)
            return true;
        if (!FrameReader.TryRead(ref rest, out var payload))
            return false;
        buffer = rest;
        hello = ClientHello.Read(payload.ToArray());
        return true;
    }
}
