using System.Globalization;
using System.Text;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>One refused frame: which field, which value, what would have been allowed.</summary>
/// <param name="Reason">The kind of fault, by which refusals are counted.</param>
/// <param name="Field">The field as market.proto names it, with its index: <c>trades.volume_lots[3]</c>.</param>
/// <param name="Value">The offending value; text is escaped and capped, so that it can be logged as it is.</param>
/// <param name="Allowed">What the schema allows there.</param>
public sealed record Refusal(RefusalReason Reason, string Field, string Value, string Allowed)
{
    private const int TextMax = 64;

    /// <summary>One line for the log and for the study: <c>trades.volume_lots[3] = 0: must be 1 to 1000000</c>.</summary>
    public string Text => $"{Field} = {Value}: must be {Allowed}";

    /// <summary>A refusal of a number.</summary>
    public static Refusal From(RefusalReason reason, string field, IFormattable value, string allowed)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(reason, field, value.ToString(null, CultureInfo.InvariantCulture), allowed);
    }

    /// <summary>A refusal of the element <paramref name="index"/> of a column.</summary>
    public static Refusal At(RefusalReason reason, string field, int index, IFormattable value, string allowed) =>
        From(reason, string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]"), value, allowed);

    /// <summary>Text from the wire made safe for a log line: control and non-ASCII characters escaped, at most 64 characters.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("\"", TextMax + 8);
        foreach (var c in text)
        {
            if (quoted.Length > TextMax)
                return quoted.Append("…\"").ToString();

            _ = c is >= ' ' and <= '~' and not '"' and not '\\'
                ? quoted.Append(c)
                : quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }
}
