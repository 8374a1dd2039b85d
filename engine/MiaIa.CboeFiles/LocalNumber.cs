using System.Globalization;
using System.Text;

namespace MiaIa.CboeFiles;

/// <summary>
/// A number as browsers of different languages write it: 3900.86, 3,900.86, 3.900,86, 3 900,86, 12,5. A lone mark with three digits behind
/// it (3,900) may be of thousands or of decimals; then both readings are given, and who knows more decides.
/// </summary>
internal static class LocalNumber
{
    /// <summary>The numbers that a text can mean: none, one, or two.</summary>
    public static IReadOnlyList<double> Readings(string text)
    {
        var number = text.Trim();
        if (number.Length is 0 or > 32 || !number.All(c => char.IsAsciiDigit(c) || IsMark(c)))
            return [];
        if (!char.IsAsciiDigit(number[^1]) || (!char.IsAsciiDigit(number[0]) && number[0] != '.'))
            return [];
        var marks = number.Where(IsMark).ToArray();
        if (marks.Length == 0)
            return One(number, "");
        var last = number.LastIndexOf(marks[^1]);
        var (whole, rest) = (number[..last], number[(last + 1)..]);
        var isLastGrouping = IsGrouped(number, marks[^1]) && marks.Distinct().Count() == 1;
        // A blank and an apostrophe only group; a mark that stands twice groups.
        if (IsGroupMark(marks[^1]) || (isLastGrouping && marks.Length > 1))
            return isLastGrouping ? One(Digits(number), "") : [];
        var grouping = marks[..^1].Distinct().ToArray();
        if (grouping.Length > 1 || grouping.Contains(marks[^1]) || (grouping.Length == 1 && !IsGrouped(whole, grouping[0])))
            return [];
        var asDecimal = One(Digits(whole), rest);
        // "0,125" and "0.5" group nothing; a dot is what the table itself writes, in every number that has no other mark.
        return isLastGrouping && whole[0] != '0' ? [.. asDecimal, .. One(Digits(number), "")] : asDecimal;
    }

    private static bool IsMark(char c) => c is '.' or ',' || IsGroupMark(c);

    private static bool IsGroupMark(char c) => c is ' ' or '\'' or '’' or '\u00a0' or '\u202f' or '\u2009';

    // One to three digits, then groups of three.
    private static bool IsGrouped(string number, char mark)
    {
        var groups = number.Split(mark);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3) && groups.All(g => g.All(char.IsAsciiDigit));
    }

    private static string Digits(string text) =>
        text.Aggregate(new StringBuilder(), (kept, c) => char.IsAsciiDigit(c) ? kept.Append(c) : kept).ToString();

    private static IReadOnlyList<double> One(string whole, string decimals) =>
        double.TryParse($"{whole}.{decimals}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? [value] : [];
}
