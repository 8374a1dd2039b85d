using System.Buffers;
using System.Globalization;

namespace MiaIa.Ibkr.Wire;

/// <summary>The Gateway's answer to the hello.</summary>
/// <param name="Version">The negotiated server version; −1 sends the client elsewhere.</param>
/// <param name="Text">The Gateway's time, whose zone may be garbled; or host and port to go to.</param>
public sealed record ServerHello(int Version, string Text)
{
    private const int Elsewhere = -1;
    private const int PayloadBytesMax = 1_024;

    /// <summary>Reads a frame that may be the answer.</summary>
    /// <param name="payload">The frame without its length.</param>
    /// <returns>Null: the frame is another one, to be passed over. The answer has two fields, and the first is a number.</returns>
    public static ServerHello? Read(in ReadOnlySequence<byte> payload)
    {
        if (payload.Length > PayloadBytesMax)
            return null;
        var fields = new FieldReader(payload.ToArray(), "hello");
        var version = fields.Int("version");
        var text = fields.Text("time");
        return fields is { IsWhole: true, IsAtEnd: true } ? new ServerHello(version, text) : null;
    }

    /// <summary>Where the Gateway sends the client, if it does.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    /// <returns>False: the client is at the right place, or the address cannot be read.</returns>
    public bool TryRedirect(out string host, out int port)
    {
        var colon = Text.LastIndexOf(':');
        host = colon > 0 ? Text[..colon] : "";
        port = 0;
        return Version == Elsewhere
            && colon > 0
            && int.TryParse(Text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= 65535;
    }
}
