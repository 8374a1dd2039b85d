using System.Globalization;
using MiaIa.CboeFiles;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>
/// A table of levels: a line of heads, one of them Symbol (or Ticker), then a line a symbol. A column whose head sounds like a level (Call Wall, Put
/// Wall, Key Gamma Strike, Volatility Trigger, …) is one; other columns are figures. Where a symbol has several lines, the last counts.
/// </summary>
internal static class LevelCsv
{
    private static readonly string[] SymbolHeads = ["symbol", "ticker", "sym", "underlying"];

    private static readonly string[] LevelHeads =
    [
        "wall",
        "strike",
        "trigger",
        "flip",
        "zero gamma",
        "combo",
        "support",
        "resistance",
        "level",
        "hvl",
        "large gamma",
        "implied 1-day move high",
        "implied 1-day move low",
    ];

    private static readonly string[] NotGiven = ["", "na", "n/a", "nan", "-", "null"];

    internal static VendorReading Read(string text)
    {
        var bad = new BadValues();
        var tables = new Dictionary<string, VendorTable>(StringComparer.OrdinalIgnoreCase);
        string[]? heads = null;
        var (number, symbolAt) = (0, -1);
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace())
                continue;
            var fields = CsvLine.Split(line.ToString());
            if (heads is null)
            {
                heads = fields;
                symbolAt = Array.FindIndex(heads, head => SymbolHeads.Contains(head, StringComparer.OrdinalIgnoreCase));
                if (symbolAt < 0)
                    bad.Add(number, line.ToString(), "has no column Symbol, without which nobody knows what the levels are of");
                continue;
            }

            if (symbolAt < 0)
                continue;
            if (fields.Length != heads.Length)
                bad.Add(number, line.ToString(), $"has {fields.Length} fields, and there are {heads.Length} heads");
            else if (fields[symbolAt].TrimStart('$', '^') is { Length: > 0 and <= 20 } symbol)
                tables[symbol] = new VendorTable(symbol, PricesOf(heads, fields, number, bad));
            else
                bad.Add(number, fields[symbolAt], "is no symbol");
        }

        return new VendorReading([.. tables.Values], bad);
    }

    private static List<VendorPrice> PricesOf(string[] heads, string[] fields, int line, BadValues bad)
    {
        var prices = new List<VendorPrice>();
        for (var i = 0; i < heads.Length; i++)
        {
            if (!LevelHeads.Any(word => heads[i].Contains(word, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (double.TryParse(fields[i], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value))
            {
                if (value > 0 && double.IsFinite(value))
                    prices.Add(new VendorPrice(BadValues.Short(heads[i]), value));
                else
                    bad.Add(line, heads[i], $"has '{BadValues.Short(fields[i])}', which is no price");
            }
            else if (!NotGiven.Contains(fields[i], StringComparer.OrdinalIgnoreCase))
            {
                bad.Add(line, heads[i], $"has '{BadValues.Short(fields[i])}', which is no price");
            }
        }

        return prices;
    }
}
