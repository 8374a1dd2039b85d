using System.Globalization;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>Dates as IBKR and the stored files write them: <c>yyyyMMdd</c>.</summary>
internal static class StoredDate
{
    public static string Text(LocalDate date) =>
        ((date.Year * 10_000) + (date.Month * 100) + date.Day).ToString(CultureInfo.InvariantCulture);

    /// <summary>Null: no date.</summary>
    public static LocalDate? Parse(string text) =>
        text.Length == 8 && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? LocalDate.FromDateOnly(date)
            : null;
}
