using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>
/// The date line of a table. Its style follows the visitor's browser: "July 12, 2022, 11:55 AM EDT", "9 June 2023, 1:40 PM EDT",
/// "September 14, 2023 at 4:31 PM EDT", "2023-06-09 13:40:00", "9 June 2023 at 19:40 GMT+2". EST, EDT, ET or no zone is New York wall time;
/// GMT or UTC with an offset is converted.
/// </summary>
internal static partial class HeaderDate
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads what stands behind "Date:". Null when it is in none of the known styles or no such date exists.</summary>
    public static LocalDateTime? Read(string text)
    {
        var match = MonthFirst().Match(text);
        if (!match.Success)
            match = DayFirst().Match(text);
        if (!match.Success)
            match = Iso().Match(text);
        if (!match.Success)
            return null;
        if (MonthOf(match.Groups["month"].Value) is not { } month || HourOf(match) is not { } hour)
            return null;
        var (year, day, minute) = (Number(match, "year"), Number(match, "day"), Number(match, "minute"));
        if (year is < 1990 or > 2199 || day < 1 || minute > 59 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return null;
        var second = match.Groups["second"].Success ? Number(match, "second") : 0;
        if (second > 59)
            return null;
        return InNewYork(new LocalDateTime(year, month, day, hour, minute, second), match);
    }

    private static LocalDateTime? InNewYork(LocalDateTime written, Match match)
    {
        var zone = match.Groups["zone"].Value.ToUpperInvariant();
        if (zone is "" or "EST" or "EDT" or "ET")
            return written;
        var hours = match.Groups["offset"].Success ? Number(match, "offset") : 0;
        return hours is < -12 or > 14 ? null : written.WithOffset(Offset.FromHours(hours)).InZone(NewYork).LocalDateTime;
    }

    private static int? MonthOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is >= 1 and <= 12 ? number : null;
        var index = text.Length < 3 ? -1 : Array.IndexOf(Months, text[..3].ToLowerInvariant());
        return index < 0 ? null : index + 1;
    }

    private static int? HourOf(Match match)
    {
        var hour = Number(match, "hour");
        var half = match.Groups["half"].Value.ToUpperInvariant();
        if (half.Length == 0)
            return hour <= 23 ? hour : null;
        if (hour is < 1 or > 12)
            return null;
        return (hour % 12) + (half == "PM" ? 12 : 0);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    private const string Clock =
        @"(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?\s*(?<half>[AP]M)?\s*(?:(?<zone>E[SD]?T|GMT|UTC)(?<offset>[+-]\d{1,2})?)?[\s,]*$";

    [GeneratedRegex(
        @"^\s*(?<month>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,\s*|\s+at\s+|\s+)" + Clock,
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MonthFirst();

    [GeneratedRegex(
        @"^\s*(?<day>\d{1,2})\s+(?<month>[A-Za-z]{3,9})\.?,?\s+(?<year>\d{4})(?:,\s*|\s+at\s+|\s+)" + Clock,
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^\s*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ,]\s*" + Clock, RegexOptions.IgnoreCase)]
    private static partial Regex Iso();
}
