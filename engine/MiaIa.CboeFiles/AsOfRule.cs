using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>
/// The moment for which a table's quotes stand. They lag 15 minutes, tables are saved long after a session, and the header's date may be
/// wrong altogether; the earliest expiry that is still listed tells.
/// </summary>
public static class AsOfRule
{
    /// <summary>So much the quotes lag.</summary>
    internal const int LagMinutes = 15;

    private const int NearDays = 4;
    private static readonly LocalTime Close = new(16, 0);

    /// <summary>The moment in New York wall time.</summary>
    /// <param name="header">Date and time of the header, New York wall time.</param>
    /// <param name="expiries">The expiry dates of the table, in any order; at least one.</param>
    public static LocalDateTime AsOf(LocalDateTime header, IReadOnlyCollection<LocalDate> expiries)
    {
        var (earliest, latest) = (expiries.Min(), expiries.Max());
        if (header.Date > earliest)
            return earliest + Close;
        if (header.Date == earliest)
            return Lagged(header);
        if (Period.DaysBetween(header.Date, earliest) <= NearDays)
            return Earlier(header.PlusMinutes(-LagMinutes), LastWeekday(header.Date) + Close);
        var isOneMonth = earliest.Year == latest.Year && earliest.Month == latest.Month;
        return isOneMonth ? Lagged(header) : earliest + Close;
    }

    /// <summary>The header's time less the lag, at most 16:00 of its day.</summary>
    private static LocalDateTime Lagged(LocalDateTime header) => Earlier(header.PlusMinutes(-LagMinutes), header.Date + Close);

    private static LocalDateTime Earlier(LocalDateTime left, LocalDateTime right) => left < right ? left : right;

    /// <summary>The day itself, or the Friday before a weekend.</summary>
    private static LocalDate LastWeekday(LocalDate date) =>
        date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => date.PlusDays(-1),
            IsoDayOfWeek.Sunday => date.PlusDays(-2),
            _ => date,
        };
}
