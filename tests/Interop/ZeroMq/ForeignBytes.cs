using System.Buffers.Binary;
using System.Text;

namespace Interop.ZeroMq;

/// <summary>What may come over a connection that is no study's: bytes of the wire, right and wrong.</summary>
internal static class ForeignBytes
{
    /// <summary>The 64 bytes with which a peer of version 3 begins.</summary>
    internal static byte[] Greeting()
    {
        var bytes = new byte[64];
        bytes[0] = 0xFF;
        bytes[9] = 0x7F;
        bytes[10] = 3;
        "NULL"u8.CopyTo(bytes.AsSpan(12));
        return bytes;
    }

    internal static byte[] Ready => Command("READY", [.. Property("Socket-Type", "DEALER"u8), .. Property("Identity", [])]);

    internal static byte[] Command(string name, ReadOnlySpan<byte> body) =>
        [4, (byte)(1 + name.Length + body.Length), (byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. body];

    /// <param name="name">Of a property of READY.</param>
    /// <param name="value">Its bytes.</param>
    /// <param name="length">The length that is claimed; by itself the true one.</param>
    internal static byte[] Property(string name, ReadOnlySpan<byte> value, int? length = null)
    {
        var claimed = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(claimed, length ?? value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. claimed, .. value];
    }

    /// <summary>Each kind once, with the name that a failure shows.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Kinds()
    {
        byte[] greeted = [.. Greeting(), .. Ready];
        yield return ("nothing", []);
        yield return ("a web request", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        yield return ("ZMTP 1.0", [1, 0, 3, 0, 65, 66]);
        yield return ("ZMTP 1.0, a length of zero", [1, 0, 0, 0]);
        yield return ("ZMTP 2.0", [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 5, 0, 0, 0, 1, 65]);
        yield return ("half a greeting", Greeting()[..32]);
        yield return ("another mechanism", [.. Greeting()[..12], .. "CURVE"u8, .. new byte[47]]);
        yield return ("a message instead of READY", [.. Greeting(), 0, 1, 65]);
        yield return ("an empty command instead of READY", [.. Greeting(), 4, 0]);
        yield return ("READY cut off", [.. Greeting(), .. Command("READY", [11, 83])]);
        yield return ("READY without an identity", [.. Greeting(), .. Command("READY", Property("Socket-Type", "DEALER"u8))]);
        yield return ("READY of a PUB", [.. Greeting(), .. Command("READY", Property("Socket-Type", "PUB"u8))]);
        yield return ("a length that is too great", [.. Greeting(), .. Command("READY", Property("Socket-Type", [], int.MaxValue))]);
        yield return ("ERROR cut off", [.. Greeting(), .. Command("ERROR", [3])]);
        yield return ("an empty command", [.. greeted, 4, 0]);
        yield return ("a command shorter than its name", [.. greeted, 4, 3, 200, 1, 1]);
        yield return ("PING without its time", [.. greeted, .. Command("PING", [])]);
        yield return ("PING with too much", [.. greeted, .. Command("PING", new byte[100])]);
        yield return ("a message of 2^63 bytes", [.. greeted, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        yield return ("every flag", [.. greeted, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 65]);
        yield return ("half a message", [.. greeted, 0, 100, 65]);
        yield return ("parts without an end", [.. greeted, 1, 1, 65, 1, 1, 66]);
    }
}
