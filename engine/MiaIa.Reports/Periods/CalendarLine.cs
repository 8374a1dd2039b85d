namespace MiaIa.Reports.Periods;

/// <summary>A day of a week to come.</summary>
/// <param name="Date">The date, yyyy-MM-dd.</param>
/// <param name="Weekday">In English.</param>
/// <param name="Session">What is open, in New York's time.</param>
/// <param name="IsPlain">False on half-days, holidays and days without a session.</param>
public sealed record CalendarLine(string Date, string Weekday, string Session, bool IsPlain);
