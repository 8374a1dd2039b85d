using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>
/// When an option class settles: monthly index options (SPX, NDX) at the open, everything else at the close of the exchange's calendar, on half-days
/// 13:00.
/// </summary>
public static class OptionSettlement
{
    /// <summary>09:30 New York: the settlement values are made from the opening prices.</summary>
    public static readonly LocalTime Morning = new(9, 30);

    private static readonly LocalTime Afternoon = new(16, 0);
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    /// <summary>The moment at which contracts of a root settle on their expiry date.</summary>
    /// <param name="root">The class: SPX, SPXW, NDX, NDXP, QQQ, …</param>
    /// <param name="date">The expiry date as it stands in the contract's symbol.</param>
    public static UnixNanos From(string root, LocalDate date) =>
        NewYorkTime.At(date, root is "SPX" or "NDX" ? Morning : CloseOf(date) ?? Afternoon);

    /// <summary>When the regular session of a date ends, New York time; null on a day without one.</summary>
    public static LocalTime? CloseOf(LocalDate date) => Calendar.RegularCloseOf(date);
}
