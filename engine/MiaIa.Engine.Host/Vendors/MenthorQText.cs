using System.Globalization;
using System.Text.RegularExpressions;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>
/// MenthorQ's levels for Sierra Chart, one symbol a line: <c>$ESZ2026: Call Resistance, 7000, Put Support, 6800, HVL, 6895.5, …</c>. Names of one
/// price are joined by &amp;; <c>NA</c> is no level; figures such as <c>Net GEX, -3.92M</c> stand among them and are none.
/// </summary>
internal static partial class MenthorQText
{
    private const int PricesMax = 200;

    internal static VendorReading Read(string text)
    {
        var bad = new BadValues();
        var tables = new Dictionary<string, VendorTable>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            // One line may hold several symbols.
            foreach (var part in line.ToString().Split('$', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Read(part, number, tables, bad);
        }

        return new VendorReading([.. tables.Values], bad);
    }

    private static void Read(string part, int line, Dictionary<string, VendorTable> tables, BadValues bad)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var symbol = colon < 0 ? "" : part[..colon].Trim();
        if (!Symbol().IsMatch(symbol))
        {
            bad.Add(line, part, "does not begin with a symbol and a colon");
            return;
        }

        var prices = new List<VendorPrice>();
        Read(part[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries), line, prices, bad);
        if (!tables.TryAdd(symbol, new VendorTable(symbol, prices)))
            bad.Add(line, symbol, "stands in the file twice: the first counts");
    }

    private static void Read(string[] words, int line, List<VendorPrice> prices, BadValues bad)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var name = words[i];
            // A comma at the end.
            if (name.Length == 0)
                continue;
            if (IsNumber(name, out _))
            {
                bad.Add(line, name, "stands where a name should");
                continue;
            }

            var value = i + 1 < words.Length ? words[i + 1] : "";
            if (IsNumber(value, out var price) && price > 0 && prices.Count < PricesMax)
            {
                prices.Add(new VendorPrice(BadValues.Short(name), price));
            }
            else if (!Nothing().IsMatch(value))
            {
                bad.Add(line, name, value.Length == 0 ? "has no value" : $"has '{BadValues.Short(value)}', which is no price");
                // What is no value may be the next name.
                if (!IsNumber(value, out _))
                    continue;
            }

            i++;
        }
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._!]{0,19}$")]
    private static partial Regex Symbol();

    // Not given, or a figure that is no price.
    [GeneratedRegex(@"^(n/?a|-|[+-]?\d+(\.\d+)?\s*[kmbt%])$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
