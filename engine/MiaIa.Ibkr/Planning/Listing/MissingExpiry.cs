using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>An expiry that IBKR names and whose contracts did not come: it was refused, not answered, or answered without a contract.</summary>
/// <param name="Root">The trading class.</param>
/// <param name="Asked">The last trading day, <c>yyyyMMdd</c>, as IBKR names it and as it is asked for.</param>
/// <param name="Why">What came instead.</param>
internal readonly record struct MissingExpiry(string Root, string Asked, string Why)
{
    /// <summary>The date that the contracts' symbols would have; null when the text is no date. Morning classes trade until the day before it.</summary>
    public LocalDate? Date => StoredDate.Parse(Asked)?.PlusDays(Root is "SPX" or "NDX" ? 1 : 0);

    /// <summary>Whether it has not settled yet; what is no date never does.</summary>
    public bool IsLive(UnixNanos now) => Date is not { } date || OptionSettlement.From(Root, date) > now;

    /// <summary>Class and date.</summary>
    public override string ToString() => $"{Root} {Asked}";
}
