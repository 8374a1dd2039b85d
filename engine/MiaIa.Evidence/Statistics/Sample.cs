using System.Globalization;
using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Evidence.Statistics;

/// <summary>Whether there is enough to speak of at all.</summary>
internal static class Sample
{
    // Below this an interval of a mean says next to nothing.
    private const long TradesMin = 100;
    private const int DaysMin = 20;

    /// <summary>What has to be said wherever figures of so few are shown; null where there are enough.</summary>
    /// <param name="trades">Closed ones.</param>
    /// <param name="days">Trading days; where it is known, fragments do not count.</param>
    /// <param name="day">What such a day is called.</param>
    internal static string? TooFew(long trades, int days, string day = "day") =>
        trades >= TradesMin && days >= DaysMin
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(trades, "trade")} on {Counted.Of(days, day)} are too few to tell skill from luck: under {TradesMin} trades or {DaysMin} {Counted.Word(DaysMin, day)} no figure below is evidence of profit or loss to come."
            );
}
