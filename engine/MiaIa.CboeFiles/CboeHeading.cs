using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>The lines above the rows: name and last price, date line, column names.</summary>
/// <param name="Name">The underlying as the table names it.</param>
/// <param name="Last">Its last price in points.</param>
/// <param name="WrittenAt">The date line, as New York wall time.</param>
/// <param name="ColumnsLine">Line of the column names, from 1.</param>
internal sealed partial record CboeHeading(string Name, double Last, LocalDateTime WrittenAt, int ColumnsLine)
{
    private const int LinesMax = 10;

    /// <summary>Finds the heading within the first lines.</summary>
    /// <exception cref="CboeFileException">A part is missing or cannot be read; it names file, line and value.</exception>
    public static CboeHeading Read(string file, IReadOnlyList<string> lines)
    {
        (string Name, double Last)? title = null;
        LocalDateTime? writtenAt = null;
        for (var i = 0; i < Math.Min(lines.Count, LinesMax); i++)
        {
            if (lines[i].StartsWith("Expiration Date,", StringComparison.Ordinal))
            {
                CheckColumns(file, i + 1, CsvLine.Split(lines[i]));
                if (title is null)
                    throw new CboeFileException(file, i + 1, "no line with \"Last: <price>\" stands above the columns");
                if (writtenAt is null)
                    throw new CboeFileException(file, i + 1, "no line with \"Date: <date>\" stands above the columns");
                return new CboeHeading(title.Value.Name, title.Value.Last, writtenAt.Value, i + 1);
            }
            if (DateOf().Match(lines[i]) is { Success: true } date)
                writtenAt = ReadDate(file, i + 1, date.Groups["text"].Value);
            else if (LastOf().Match(lines[i]) is { Success: true } last)
                title = (NameOf(lines[i]), ReadLast(file, i + 1, last.Groups["price"].Value));
        }
        throw new CboeFileException(file, 0, $"no line of column names (\"Expiration Date,Calls,…\") within the first {LinesMax} lines");
    }

    private static LocalDateTime ReadDate(string file, int line, string text) =>
        HeaderDate.Read(text)
        ?? throw new CboeFileException(
            file,
            line,
            $"column Date: \"{text.Trim()}\" is not a date like \"July 12, 2022, 11:55 AM EDT\" or \"2022-07-12 11:55\""
        );

    private static double ReadLast(string file, int line, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0
            ? price
            : throw new CboeFileException(file, line, $"column Last: \"{text}\" is not a positive price");

    private static string NameOf(string line) => line[..line.IndexOf("Last:", StringComparison.Ordinal)].Trim('"', ',', ' ');

    private static void CheckColumns(string file, int line, string[] columns)
    {
        for (var i = 0; i < CboeColumns.Names.Length; i++)
        {
            var found = i < columns.Length ? columns[i] : "";
            if (found != CboeColumns.Headings[i])
                throw new CboeFileException(file, line, $"column {i + 1} is \"{found}\", expected \"{CboeColumns.Headings[i]}\"");
        }
    }

    [GeneratedRegex(@"Date:(?<text>.*?)(?:""|,\s*Bid:|$)")]
    private static partial Regex DateOf();

    [GeneratedRegex(@"Last:\s*(?<price>[^,""]*)")]
    private static partial Regex LastOf();
}
