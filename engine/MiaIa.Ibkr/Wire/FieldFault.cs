using System.Globalization;
using System.Text;

namespace MiaIa.Ibkr.Wire;

/// <summary>Why a frame could not be read: the first field that is not what its place asks for.</summary>
/// <param name="Message">The message's name in the protocol.</param>
/// <param name="FieldIndex">The field's place in the payload; the message id is field 0.</param>
/// <param name="FieldName">The field's name.</param>
/// <param name="Value">What stands there: at most 64 characters, control characters escaped, so that it is safe in a log.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record FieldFault(string Message, int FieldIndex, string FieldName, string Value, string Expected)
{
    private const int ValueBytesMax = 64;

    /// <summary>Message, place, name, value and reason in one sentence.</summary>
    public override string ToString() => $"{Message}, field {FieldIndex} ({FieldName}): \"{Value}\" is not {Expected}";

    /// <summary>The bytes as text that can be shown: bounded, and without anything that a terminal would obey.</summary>
    internal static string Shown(ReadOnlySpan<byte> value)
    {
        var shown = new StringBuilder();
        foreach (var octet in value[..Math.Min(value.Length, ValueBytesMax)])
        {
            if (octet is >= 0x20 and < 0x7F)
                shown.Append((char)octet);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
        }
        if (value.Length > ValueBytesMax)
            shown.Append('…');
        return shown.ToString();
    }
}
