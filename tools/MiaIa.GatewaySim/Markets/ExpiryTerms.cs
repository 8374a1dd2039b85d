using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.GatewaySim.Markets;

/// <summary>One expiry of one class.</summary>
/// <param name="Class">SPX, SPXW, QQQ.</param>
/// <param name="Date">The date in the contract's own name.</param>
/// <param name="SettlesAt">The moment of settlement.</param>
/// <param name="Carry">Annual growth of the forward over the spot.</param>
internal sealed record ExpiryTerms(string Class, LocalDate Date, UnixNanos SettlesAt, double Carry)
{
    private const string MorningClass = "SPX";

    /// <summary>The last trading day: for what settles in the morning the weekday before.</summary>
    public LocalDate LastTradeDate
    {
        get
        {
            if (Class != MorningClass)
                return Date;
            var before = Date.PlusDays(-1);
            while (before.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                before = before.PlusDays(-1);
            return before;
        }
    }
}
