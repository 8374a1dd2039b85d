using System.Globalization;

namespace MiaIa.SierraFiles;

/// <summary>Reads Sierra's "BarData" text export: <c>Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume</c>.</summary>
public static class BarExport
{
    private static readonly string[] Columns =
    [
        "Date",
        "Time",
        "Open",
        "High",
        "Low",
        "Last",
        "Volume",
        "NumberOfTrades",
        "BidVolume",
        "AskVolume",
    ];

    private static readonly string[] StartForms =
    [
        "yyyy/M/d H:mm:ss",
        "yyyy/M/d H:mm:ss.FFFFFF",
        "yyyy-M-d H:mm:ss",
        "yyyy-M-d H:mm:ss.FFFFFF",
    ];

    /// <summary>Whether a first line may be meant as that of an export, whatever columns it has: a text of another kind begins otherwise.</summary>
    public static bool IsMeantBy(string? firstLine) =>
        firstLine is not null
        && firstLine.Split(',', ';', '\t') is [var first, _, ..] cells
        && Is(first, Columns[0])
        && cells.Any(cell => Is(cell, Columns[2]));

    /// <summary>Reads bars one by one; nothing is read ahead beyond a line.</summary>
    /// <param name="reader">The text; the caller keeps it.</param>
    /// <param name="name">Names the text in messages.</param>
    /// <exception cref="SierraFileException">The header or a row is wrong; line, column and value are named.</exception>
    public static IEnumerable<BarExportRow> Read(TextReader reader, string name)
    {
        var header = reader.ReadLine() ?? throw new SierraFileException(name, "not a bar export: it is empty");
        var found = header.Split(',', StringSplitOptions.TrimEntries);
        if (!found.AsSpan().SequenceEqual(Columns))
        {
            throw new SierraFileException(
                name,
                $"not a bar export: the first line is '{Cut(header)}', expected '{string.Join(", ", Columns)}'"
            );
        }

        var lineNumber = 1;
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            if (line.Length > 0)
                yield return Parse(line, lineNumber, name);
        }
    }

    private static bool Is(string cell, string column) => cell.Trim('\uFEFF', ' ', '"').Equals(column, StringComparison.OrdinalIgnoreCase);

    private static BarExportRow Parse(string line, int lineNumber, string name)
    {
        var cells = line.Split(',', StringSplitOptions.TrimEntries);
        if (cells.Length != Columns.Length)
            throw new SierraFileException(name, $"line {lineNumber}: {cells.Length} columns, expected {Columns.Length}: '{Cut(line)}'");
        var start = $"{cells[0]} {cells[1]}";
        if (!DateTime.TryParseExact(start, StartForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw new SierraFileException(name, $"line {lineNumber}, Date and Time: '{Cut(start)}' is no time");
        var (high, low) = (Price(3), Price(4));
        if (high < low)
            throw new SierraFileException(name, $"line {lineNumber}: High '{Cut(cells[3])}' lies below Low '{Cut(cells[4])}'");
        return new BarExportRow(time, Price(2), high, low, Price(5), Whole(6), Whole(7), Whole(8), Whole(9));

        double Price(int column) =>
            double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var price)
            && double.IsFinite(price)
            && price > 0
                ? price
                : throw Wrong(column, "a price above 0");

        long Whole(int column) =>
            long.TryParse(cells[column], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw Wrong(column, "a whole number from 0");

        SierraFileException Wrong(int column, string expected) =>
            new(name, $"line {lineNumber}, {Columns[column]}: '{Cut(cells[column])}' is not {expected}");
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
