using MiaIa.Engine.Features;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Tests.Screening;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>
/// Days on which one feature calls now and then, long or short, and the price takes one tick a second. With an edge the tick goes the way of the last
/// call more often than not; without one it is a fair coin, and the calls know nothing.
/// </summary>
/// <param name="Up">How often a tick goes the way of the last call: 0.5 is no edge.</param>
/// <param name="Days">How many.</param>
/// <param name="Calls">A day.</param>
internal sealed record MadeUpMarket(double Up, int Days, int Calls)
{
    private const int SecondsACall = 900;
    private const int SecondsHeld = 20;
    private const int Start = 20_000;

    /// <summary>The feature that calls; it has the set's whole weight.</summary>
    internal const FeatureId Caller = FeatureId.VwapTrendSignal;

    internal List<KeptDay> Make(ulong seed)
    {
        var random = new RandomBits(seed);
        var days = new List<KeptDay>();
        for (var day = 0; day < Days; day++)
        {
            var grid = Day(ref random);
            days.Add(new(new DateOnly(2025, 1, 1).AddDays(day), () => grid, () => throw new NotSupportedException()));
        }

        return days;
    }

    private SecondGrid Day(ref RandomBits random)
    {
        var grid = MadeUpGrid.Flat(Calls * SecondsACall);
        var values = grid.Values[(int)Caller];
        var (price, direction) = (Start, 0);
        for (var i = 0; i < grid.Count; i++)
        {
            var since = i % SecondsACall;
            if (since == 0)
                direction = (random.Next() >> 63) == 0 ? 1 : -1;
            values[i] = since < SecondsHeld ? 0.3 * direction : 0;
            var isAlong = random.Below(1 << 20) < Up * (1 << 20);
            price += isAlong ? direction : -direction;
            MadeUpGrid.Quote(grid, i, price);
        }

        return grid;
    }

    /// <summary>
    /// What a long and a short trade earn on average by the law of the gambler's ruin, in cents. The price is the bid, the ask a tick above it; a stop is hit
    /// where the price touches it, a target is filled a tick beyond it.
    /// </summary>
    internal double ExpectedCents(int stop, int target, int tickCents, int feeCents)
    {
        // Long is in at price + 1: lost at −(stop − 1), won at target + 2. Short is in at the price: lost at stop, won at target + 1.
        var both = new[] { (Lost: stop - 1, Won: target + 2), (Lost: stop, Won: target + 1) };
        return both.Average(side =>
        {
            var ratio = (1 - Up) / Up;
            var won =
                Up == 0.5
                    ? side.Lost / (double)(side.Lost + side.Won)
                    : (1 - Math.Pow(ratio, side.Lost)) / (1 - Math.Pow(ratio, side.Lost + side.Won));
            return (((won * target) - ((1 - won) * (stop + 1))) * tickCents) - (2 * feeCents);
        });
    }
}
