using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>When an option class settles: monthly index options (SPX, NDX) at the open, everything else at the close.</summary>
public static class OptionSettlement
{
    /// <summary>09:30 New York: the settlement values are made from the opening prices.</summary>
    public static readonly LocalTime Morning = new(9, 30);

    /// <summary>16:00 New York.</summary>
    public static readonly LocalTime Afternoon = new(16, 0);

    /// <summary>The moment at which contracts of a root settle on their expiry date.</summary>
    /// <param name="root">The class: SPX, SPXW, NDX, NDXP, QQQ, …</param>
    /// <param name="date">The expiry date as it stands in the contract's symbol.</param>
    public static UnixNanos From(string root, LocalDate date) => NewYorkTime.At(date, root is "SPX" or "NDX" ? Morning : Afternoon);
}
