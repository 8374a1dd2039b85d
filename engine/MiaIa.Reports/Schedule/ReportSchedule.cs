using MiaIa.Engine.Market;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Schedule;

/// <summary>
/// Which reports are due: at 18:05 New York on each trade date, when the day's chain of the journal has its end, the day's; on the last of its
/// week the week's and the weekend's, on the last of its month the month's.
/// </summary>
public static class ReportSchedule
{
    // The chain ends ten seconds before 18:00 and the next session opens then; the database is some seconds behind.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>What is due by a moment, of the newest trade date that is over; the caller knows which of them were made.</summary>
    /// <exception cref="ReportException">The calendar does not know the moment.</exception>
    public static IReadOnlyList<ReportPeriod> DueAt(UnixNanos now, ReportCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var date = calendar.NewestOver(now, Margin);
        var (week, month) = (calendar.Of(ReportKind.Week, date), calendar.Of(ReportKind.Month, date));
        var due = new List<ReportPeriod> { calendar.Of(ReportKind.Day, date) };
        if (week.Last == date)
            due.AddRange([week, calendar.Of(ReportKind.Weekend, date)]);
        if (month.Last == date)
            due.Add(month);
        return due;
    }
}
