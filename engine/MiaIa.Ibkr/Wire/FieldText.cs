using System.Globalization;
using System.Text;

namespace MiaIa.Ibkr.Wire;

/// <summary>Turns the bytes of a text field into text.</summary>
internal static class FieldText
{
    private const int EscapeBytes = 6;

    /// <summary>The bytes as UTF-8; what is none becomes U+FFFD, because a garbled name must not cost a whole message.</summary>
    public static string Plain(ReadOnlySpan<byte> field) => field.IsEmpty ? string.Empty : Encoding.UTF8.GetString(field);

    /// <summary>The same with every <c>\uXXXX</c> replaced by its UTF-16 unit; a broken escape stays as it stands.</summary>
    public static string Unescaped(ReadOnlySpan<byte> field)
    {
        if (field.IndexOf("\\u"u8) < 0)
            return Plain(field);
        var text = new StringBuilder(field.Length);
        while (!field.IsEmpty)
        {
            var at = field.IndexOf("\\u"u8);
            if (at < 0)
                at = field.Length;
            text.Append(Plain(field[..at]));
            field = field[at..];
            if (field.IsEmpty)
                break;
            if (TryUnit(field, out var unit))
            {
                text.Append(unit);
                field = field[EscapeBytes..];
            }
            else
            {
                text.Append("\\u");
                field = field[2..];
            }
        }
        return text.ToString();
    }

    private static bool TryUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (
            escape.Length < EscapeBytes
            || !ushort.TryParse(escape[2..EscapeBytes], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        )
        {
            return false;
        }

        unit = (char)code;
        return true;
    }
}
