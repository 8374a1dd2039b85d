using System.Text;

namespace MiaIa.CboeFiles;

/// <summary>
/// Splits one line at its commas. The table is cut into lines first: some hold an unbalanced quote, which would swallow every line after it.
/// </summary>
internal static class CsvLine
{
    /// <summary>
    /// The fields, trimmed, without quotes. A comma within a balanced pair of quotes belongs to the field; an unpaired quote is dropped.
    /// </summary>
    public static string[] Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return Array.ConvertAll(line.Split(','), field => field.Trim());
        var isBalanced = line.AsSpan().Count('"') % 2 == 0;
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        foreach (var character in line)
        {
            if (character == '"')
                isQuoted = !isQuoted && isBalanced;
            else if (character == ',' && !isQuoted)
                Close(fields, field);
            else
                field.Append(character);
        }
        Close(fields, field);
        return [.. fields];
    }

    private static void Close(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString().Trim());
        field.Clear();
    }
}
