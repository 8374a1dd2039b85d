using System.Buffers.Binary;
using System.Text;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Requests;

/// <summary>The first bytes of a session: <c>API</c>, NUL, and a framed text with the versions that are offered.</summary>
public static class Hello
{
    /// <summary>Makes the hello.</summary>
    /// <param name="versionMin">The lowest offered version.</param>
    /// <param name="versionMax">The highest offered version.</param>
    /// <param name="options">Connect options such as <c>+PACEAPI</c>; empty for none.</param>
    public static byte[] Bytes(int versionMin, int versionMax, string options)
    {
        var text = options.Length == 0 ? $"v{versionMin}..{versionMax}" : $"v{versionMin}..{versionMax} {options}";
        var prefix = "API\0"u8;
        var hello = new byte[prefix.Length + FrameReader.PrefixBytes + text.Length];
        prefix.CopyTo(hello);
        BinaryPrimitives.WriteInt32BigEndian(hello.AsSpan(prefix.Length), text.Length);
        Encoding.ASCII.GetBytes(text, hello.AsSpan(prefix.Length + FrameReader.PrefixBytes));
        return hello;
    }
}
