using CsvHelper;

namespace MiaIa.CboeFiles;

/// <summary>
/// Splits one line at its commas. The table is cut into lines first: some hold an unbalanced quote, which would swallow every line after it.
/// </summary>
internal static class CsvLine
{
    private static readonly CsvReaderOptions Rules = new()
    {
        HasHeader = false,
        SkipEmptyLines = false,
        Separator = ',',
    };

    /// <summary>
    /// The fields, trimmed, without quotes. A comma within a balanced pair of quotes belongs to the field; an unpaired quote is dropped.
    /// </summary>
    public static string[] Split(string line)
    {
        // Twenty thousand rows have no quote, and a reader for each would cost more than the row.
        var quotes = line.AsSpan().Count('"');
        if (quotes == 0)
            return Array.ConvertAll(line.Split(','), field => field.Trim());
        using var reader = CsvReader.FromText(quotes % 2 == 0 ? line : line.Replace("\"", "", StringComparison.Ordinal), Rules);
        return reader.Read() ? [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())] : [""];
    }
}
