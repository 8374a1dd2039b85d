using System.Buffers.Binary;
using System.Text;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Captures;

/// <summary>One recorded message.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="RecordedVersion">The server version it was recorded at.</param>
/// <param name="Text">The payload with <c>|</c> for NUL and <c>&lt;hex&gt;</c> for other bytes.</param>
internal sealed record Capture(int Number, int RecordedVersion, string Text)
{
    /// <summary>The version to decode it with: messages older than the oldest version read have the same layout there.</summary>
    public int Version => Math.Clamp(RecordedVersion, ServerVersion.Min, ServerVersion.Max);

    public byte[] Payload => Bytes(Text);

    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && text.IndexOf('>', i) is var end && end > i && IsHex(text[(i + 1)..end]))
            {
                bytes.AddRange(Convert.FromHexString(text[(i + 1)..end].Replace(" ", "", StringComparison.Ordinal)));
                i = end;
            }
            else
            {
                bytes.AddRange(text[i] == '|' ? [0] : Encoding.UTF8.GetBytes([text[i]]));
            }
        }
        return [.. bytes];
    }

    /// <summary>The payload behind its length.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameReader.PrefixBytes + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(FrameReader.PrefixBytes));
        return frame;
    }

    public static byte[] FramedText(string text) => Framed(Bytes(text));

    private static bool IsHex(string text) => text.All(c => char.IsAsciiHexDigit(c) || c == ' ');
}
