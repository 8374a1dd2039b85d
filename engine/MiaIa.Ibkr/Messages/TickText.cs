using System.Text;

namespace MiaIa.Ibkr.Messages;

/// <summary>A tick of text. It lives only while it is delivered, so that who does not need it pays nothing for it.</summary>
public readonly ref struct TickText
{
    internal TickText(int requestId, TickType type, ReadOnlySpan<byte> bytes)
    {
        RequestId = requestId;
        Type = type;
        Bytes = bytes;
    }

    /// <summary>The line.</summary>
    public int RequestId { get; }

    /// <summary>Which text.</summary>
    public TickType Type { get; }

    /// <summary>The text as it came, in the receive buffer.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The text, to keep.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes);
}
