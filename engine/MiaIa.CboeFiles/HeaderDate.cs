using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>
/// The date line of a table. Its style follows the visitor's browser: "July 12, 2022, 11:55 AM EDT", "9 June 2023, 1:40 PM EDT",
/// "2023-06-09 13:40:00", "18 de abril de 2022, 12:48 GMT-4", "27 août 2023 à 14:35 UTC−3", "9 декабря 2023 г. в 13:49 GMT-5". EST, EDT, ET
/// or no zone is New York wall time; every other zone is converted. A date of numbers alone is read only when it can mean one day.
/// </summary>
internal static partial class HeaderDate
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    // Minutes from UTC. Names that several countries use for different hours are not here.
    private static readonly Dictionary<string, int> Zones = new(StringComparer.Ordinal)
    {
        ["gmt"] = 0,
        ["utc"] = 0,
        ["z"] = 0,
        ["brt"] = -180,
        ["cdt"] = -300,
        ["mdt"] = -360,
        ["pdt"] = -420,
        ["pst"] = -480,
        ["cet"] = 60,
        ["mez"] = 60,
        ["cest"] = 120,
        ["mesz"] = 120,
        ["msk"] = 180,
    };

    /// <summary>Reads what stands behind "Date:". Null when it is in none of the known styles or no such date exists.</summary>
    public static LocalDateTime? Read(string text)
    {
        var plain = Marks().Replace(Blanks().Replace(MonthNames.Plain(text), " "), "-");
        var match = MonthFirst().Match(plain);
        if (!match.Success)
            match = DayFirst().Match(plain);
        if (!match.Success)
            match = Iso().Match(plain);
        if (!match.Success)
            match = Numbers().Match(plain);
        if (!match.Success || DayOf(match) is not { } date || HourOf(match) is not { } hour)
            return null;
        var (minute, second) = (Number(match, "minute"), match.Groups["second"].Success ? Number(match, "second") : 0);
        return minute > 59 || second > 59 ? null : InNewYork(date.At(new LocalTime(hour, minute, second)), match);
    }

    private static LocalDate? DayOf(Match match)
    {
        var (year, first) = (Number(match, "year"), match.Groups["first"]);
        var (month, day) =
            first.Success ? Ordered(Number(match, "first"), Number(match, "second_number"))
            : match.Groups["name"].Success ? (MonthNames.Find(match.Groups["name"].Value) ?? 0, Number(match, "day"))
            : (Number(match, "month"), Number(match, "day"));
        if (year is < 1990 or > 2199 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return null;
        return new LocalDate(year, month, day);
    }

    // 13/6 and 6/13 can be one day only; 9/6 is June in one country and September in another, and 9/9 the same in both.
    private static (int Month, int Day) Ordered(int first, int second) =>
        first > 12 || first == second ? (second, first)
        : second > 12 ? (first, second)
        : (0, 0);

    private static LocalDateTime? InNewYork(LocalDateTime written, Match match)
    {
        var zone = match.Groups["zone"].Value;
        if (zone is "" or "est" or "edt" or "et")
            return match.Groups["hours"].Success ? null : written;
        if (!Zones.TryGetValue(zone, out var minutes))
            return null;
        if (match.Groups["hours"].Success)
        {
            var offset = (60 * Number(match, "hours")) + (match.Groups["minutes"].Success ? Number(match, "minutes") : 0);
            minutes += match.Groups["sign"].Value == "-" ? -offset : offset;
        }

        return minutes is < -12 * 60 or > 14 * 60
            ? null
            : written.WithOffset(Offset.FromSeconds(minutes * 60)).InZone(NewYork).LocalDateTime;
    }

    private static int? HourOf(Match match)
    {
        var hour = Number(match, "hour");
        var half = match.Groups["half"].Value;
        if (half.Length == 0)
            return hour <= 23 ? hour : null;
        if (hour is < 1 or > 12)
            return null;
        return (hour % 12) + (half == "p" ? 12 : 0);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    private const string Clock =
        @"(?<hour>\d{1,2})[:h.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?\s*(?:uhr\b)?\s*(?:(?<half>[ap])\.?\s?m\b\.?)?\s*"
        + @"(?:(?<zone>[a-z]{1,4})\s?(?:(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?)?)?[\s,]*$";

    // What stands between the day and the hour: a comma, "at", "à", "a las", "um", "alle ore", "às", "в".
    private const string At = @"\s*(?:г\.?|года)?(?:\s*,\s*|\s+)(?:(?:at|a|a las|as|um|alle|alle ore|ore|в)\s+)?";

    [GeneratedRegex(@"^\s*(?<name>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})" + At + Clock)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^\s*(?<day>\d{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?<name>\p{L}{3,10})\.?,?\s+(?:de\s+)?(?<year>\d{4})" + At + Clock)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^\s*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[t ,]\s*" + Clock)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^\s*(?<first>\d{1,2})[./-](?<second_number>\d{1,2})[./-](?<year>\d{4})" + At + Clock)]
    private static partial Regex Numbers();

    // U+2010 to U+2015 and U+2212, and the dashes of Windows-1252 read as Latin-1.
    [GeneratedRegex("[\u2010-\u2015\u2212\u0096\u0097]")]
    private static partial Regex Marks();

    [GeneratedRegex("[\u00a0\u2000-\u200b\u202f\u3000]")]
    private static partial Regex Blanks();
}
