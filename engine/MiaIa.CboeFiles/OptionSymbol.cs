using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>A contract's symbol, <c>SPXW230616C04000000</c>: class, expiry, right, strike in thousandths.</summary>
/// <param name="Root">The class.</param>
/// <param name="Expiry">The expiry date.</param>
/// <param name="IsCall">Call or put.</param>
/// <param name="Strike">In points.</param>
internal readonly partial record struct OptionSymbol(string Root, LocalDate Expiry, bool IsCall, double Strike)
{
    /// <summary>Reads a symbol. False when it is none.</summary>
    public static bool TryRead(string text, out OptionSymbol symbol)
    {
        symbol = default;
        if (Pattern().Match(text) is not { Success: true } match)
            return false;
        var (year, month, day) = (2000 + Number(match, "year"), Number(match, "month"), Number(match, "day"));
        if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return false;
        symbol = new(
            match.Groups["root"].Value,
            new LocalDate(year, month, day),
            match.Groups["right"].ValueSpan[0] == 'C',
            Number(match, "strike") / 1000.0
        );
        return symbol.Strike > 0;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<root>[A-Z]{1,6})(?<year>\d{2})(?<month>\d{2})(?<day>\d{2})(?<right>[CP])(?<strike>\d{8})$")]
    private static partial Regex Pattern();
}
