using System.Text.RegularExpressions;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>The lines above the rows: name and last price, date line, column names. A line may be broken over two.</summary>
/// <param name="Name">The underlying as the table names it.</param>
/// <param name="Last">What its last price can mean, in points: one reading, or two when a mark is of thousands or of decimals.</param>
/// <param name="LastText">The last price as it is written.</param>
/// <param name="LastLine">Its line, from 1.</param>
/// <param name="WrittenAt">The date line, as New York wall time.</param>
/// <param name="ColumnsLine">Last line of the column names, from 1.</param>
internal sealed partial record CboeHeading(
    string Name,
    IReadOnlyList<double> Last,
    string LastText,
    int LastLine,
    LocalDateTime WrittenAt,
    int ColumnsLine
)
{
    private const int LinesMax = 20;
    private const int ColumnLinesMax = 2;
    private const int TextMax = 100;
    private const string FirstColumn = "Expiration Date";

    /// <summary>Finds the heading within the first lines.</summary>
    /// <exception cref="CboeFileException">A part is missing or cannot be read; it names file, line and value.</exception>
    public static CboeHeading Read(string file, IReadOnlyList<string> lines)
    {
        var columns = -1;
        for (var i = 0; i < Math.Min(lines.Count, LinesMax) && columns < 0; i++)
            columns = IsColumns(lines[i]) ? i : -1;
        if (columns < 0)
            throw new CboeFileException(file, 0, $"no line of column names (\"{FirstColumn},Calls,…\") within the first {LinesMax} lines");

        var after = CheckColumns(file, lines, columns);
        var above = string.Join('\n', lines.Take(columns));
        if (LastOf().Match(above) is not { Success: true } last)
            throw new CboeFileException(file, columns + 1, "no line with \"Last: <price>\" stands above the columns");
        if (DateOf().Match(above) is not { Success: true } date)
            throw new CboeFileException(file, columns + 1, "no line with \"Date: <date>\" stands above the columns");
        var (price, lastLine) = (OneLine(last.Groups["price"].Value), LineOf(above, last.Index));
        var readings = LocalNumber.Readings(price).Where(reading => reading > 0).ToArray();
        if (readings.Length == 0)
            throw new CboeFileException(file, lastLine, $"column Last: \"{price}\" is not a positive price like 3900.86; write it so");
        return new CboeHeading(NameOf(above, last.Index), readings, price, lastLine, ReadDate(file, above, date), after);
    }

    private static bool IsColumns(string line) => line.TrimStart('"', ' ').StartsWith(FirstColumn, StringComparison.Ordinal);

    private static LocalDateTime ReadDate(string file, string above, Match date)
    {
        var text = OneLine(date.Groups["text"].Value);
        if (text.Length > TextMax)
            text = text[..TextMax];
        return HeaderDate.Read(text)
            ?? throw new CboeFileException(
                file,
                LineOf(above, date.Index),
                $"column Date: \"{text}\" is not a date like \"July 12, 2022, 11:55 AM EDT\" or \"2022-07-12 11:55\"; write it so, in New York time"
            );
    }

    private static string OneLine(string text) => text.Replace('\n', ' ').Trim(' ', ',', '"');

    private static int LineOf(string above, int index) => 1 + above.AsSpan(0, index).Count('\n');

    private static string NameOf(string above, int lastIndex)
    {
        var before = above[..lastIndex].TrimEnd('"', ',', ' ', '\n');
        return before[(before.LastIndexOf('\n') + 1)..].Trim('"', ',', ' ');
    }

    // The line of the last column, from 1.
    private static int CheckColumns(string file, IReadOnlyList<string> lines, int first)
    {
        var (start, after) = (lines[first].TrimEnd(), first + 1);
        var columns = CsvLine.Split(start);
        for (; columns.Length < CboeColumns.Headings.Length && after < lines.Count && after - first < ColumnLinesMax; after++)
            columns = CsvLine.Split(start + (start.EndsWith(',') ? "" : " ") + lines[after].TrimStart());
        for (var i = 0; i < CboeColumns.Names.Length; i++)
        {
            var found = i < columns.Length ? columns[i] : "";
            if (found != CboeColumns.Headings[i])
                throw new CboeFileException(file, first + 1, $"column {i + 1} is \"{found}\", expected \"{CboeColumns.Headings[i]}\"");
        }

        return after;
    }

    [GeneratedRegex(@"Date:(?<text>[^""]*?)(?:""|,\s*Bid:|Last:|$)")]
    private static partial Regex DateOf();

    [GeneratedRegex(@"Last:(?<price>[^""]*?)(?:""|,?\s*Change:|,\s*,|\n\s*""?Date:|$)")]
    private static partial Regex LastOf();
}
