using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Risk;

/// <summary>
/// The quarterly contracts of the CME equity index futures: when each expires by the exchange's calendar, which one is in front on a
/// trading day, and from when the next one is accepted.
/// </summary>
public sealed class ContractCalendar
{
    private const int MonthsOfAQuarter = 3;

    private readonly SessionCalendar _calendar;
    private readonly int _rollDays;

    /// <summary>Makes one.</summary>
    /// <param name="calendar">Of the exchange.</param>
    /// <param name="rollDays">Calendar days before a contract's last day from which the next one is accepted.</param>
    public ContractCalendar(SessionCalendar calendar, int rollDays)
    {
        _calendar = calendar;
        _rollDays = rollDays;
    }

    /// <summary>
    /// A contract's last trading day: the third Friday of its month, or the last day with a regular session before it. ESM26 ends on Thursday,
    /// 2026-06-18. False for a month in which none expires.
    /// </summary>
    public bool TryExpiryOf(ContractSymbol contract, out DateOnly lastDay)
    {
        lastDay = default;
        if (!contract.IsKnown || contract.Month % MonthsOfAQuarter != 0)
            return false;
        lastDay = ExpiryOf(contract.Year, contract.Month);
        return true;
    }

    /// <summary>The contract in front on a trading day: the earliest whose last day has not passed.</summary>
    public ContractSymbol FrontOf(string root, DateOnly day)
    {
        var (year, month) = (day.Year, ((day.Month - 1) / MonthsOfAQuarter + 1) * MonthsOfAQuarter);
        return ExpiryOf(year, month) >= day ? ContractSymbol.Of(root, year, month) : After(root, year, month);
    }

    /// <summary>The contract after one.</summary>
    public static ContractSymbol NextOf(ContractSymbol contract) => After(contract.Root ?? "", contract.Year, contract.Month);

    /// <summary>How a contract stands on a trading day.</summary>
    public ContractStanding StandingOf(ContractSymbol contract, DateOnly day)
    {
        if (!TryExpiryOf(contract, out var lastDay))
            return ContractStanding.Unknown;
        if (day >= lastDay)
            return ContractStanding.Expiring;
        var front = FrontOf(contract.Root!, day);
        var frontEnds = ExpiryOf(front.Year, front.Month);
        var isRolling = day >= frontEnds.AddDays(-_rollDays);
        if (contract == front)
            return isRolling ? ContractStanding.Rolling : ContractStanding.Front;
        return isRolling && contract == NextOf(front) ? ContractStanding.Next : ContractStanding.TooFar;
    }

    private static ContractSymbol After(string root, int year, int month) =>
        month == 12 ? ContractSymbol.Of(root, year + 1, MonthsOfAQuarter) : ContractSymbol.Of(root, year, month + MonthsOfAQuarter);

    private DateOnly ExpiryOf(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays(((int)DayOfWeek.Friday - (int)first.DayOfWeek + 7) % 7 + 14);
        while (_calendar.RegularCloseOf(LocalDate.FromDateOnly(day)) is null)
            day = day.AddDays(-1);
        return day;
    }
}
