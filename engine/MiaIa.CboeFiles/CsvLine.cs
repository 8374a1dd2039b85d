using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace MiaIa.CboeFiles;

/// <summary>
/// Splits one line at its commas. The table is cut into lines first: some hold an unbalanced quote, which would swallow every line after it.
/// </summary>
internal static class CsvLine
{
    private static readonly CsvConfiguration Rules = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        TrimOptions = TrimOptions.Trim,
        BadDataFound = null,
    };

    /// <summary>
    /// The fields, trimmed, without quotes. A comma within a balanced pair of quotes belongs to the field; an unpaired quote is dropped.
    /// </summary>
    public static string[] Split(string line)
    {
        // Twenty thousand rows have no quote, and a parser for each would cost more than the row.
        var quotes = line.AsSpan().Count('"');
        if (quotes == 0)
            return Array.ConvertAll(line.Split(','), field => field.Trim());
        using var parser = new CsvParser(
            new StringReader(quotes % 2 == 0 ? line : line.Replace("\"", "", StringComparison.Ordinal)),
            Rules
        );
        return parser.Read() ? parser.Record! : [""];
    }
}
