using System.Buffers.Binary;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Bridge.Sessions;

/// <summary>
/// Connections whose first message proved that it comes from this user. Only these are read; an id stays for as long as its connection
/// is used, for the oldest silent ones make room.
/// </summary>
/// <remarks>
/// NetMQ numbers connections itself, in five bytes that begin with 0. One that names itself in any other form is refused whatever it
/// proves: with the name of another connection it could speak for it.
/// </remarks>
internal sealed class ProvenStudies(AccessTokens tokens)
{
    /// <summary>More than studies can be connected, with what is left over of connections before.</summary>
    internal const int ConnectionsMax = 256;

    private const int IdBytes = 5;
    private readonly Dictionary<uint, long> _heardTimestamps = [];

    /// <summary>Whether this connection has proved itself; it is heard now.</summary>
    internal bool Knows(ReadOnlySpan<byte> routingId, long nowTimestamp)
    {
        if (!TryReadId(routingId, out var id) || !_heardTimestamps.ContainsKey(id))
            return false;
        _heardTimestamps[id] = nowTimestamp;
        return true;
    }

    /// <summary>Takes what a connection presents.</summary>
    /// <returns>Whether it is this user's token.</returns>
    internal bool Prove(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> presented, long nowTimestamp)
    {
        if (!TryReadId(routingId, out var id) || !tokens[AccessRole.Operate].Is(presented))
            return false;
        if (_heardTimestamps.Count == ConnectionsMax && !_heardTimestamps.ContainsKey(id))
            _heardTimestamps.Remove(_heardTimestamps.MinBy(heard => heard.Value).Key);
        _heardTimestamps[id] = nowTimestamp;
        return true;
    }

    private static bool TryReadId(ReadOnlySpan<byte> routingId, out uint id)
    {
        id = 0;
        return routingId.Length == IdBytes && routingId[0] == 0 && BinaryPrimitives.TryReadUInt32BigEndian(routingId[1..], out id);
    }
}
