using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace Performance.Options;

/// <summary>A chain of exactly 10,000 contracts: 50 expiries of 100 strikes, all with quotes, volatility, open interest and volume.</summary>
internal static class MadeUpChain
{
    public const double Spot = 5000;

    private const int Expiries = 50,
        StrikesEach = 100;

    /// <summary>Before 09:30 levels are chosen freely, which is what the scalar version does.</summary>
    public static readonly UnixNanos Now = NewYorkTime.At(new LocalDate(2024, 3, 4), new LocalTime(9, 0));

    public static OptionChain Make() => Make(Now, Spot);

    /// <summary>The chain as it stands at a moment, its strikes around a spot.</summary>
    public static OptionChain Make(UnixNanos now, double spot)
    {
        var random = new Random(20240304);
        var today = NewYorkTime.From(now).Date;
        var chain = new OptionChain(Enumerable.Range(0, Expiries).Select(index => ListingOf(index, today, spot)));
        for (var row = 0; row < chain.RowCount; row++)
        {
            var years = (chain.Expiries[chain.ExpiryOfRow[row]].SettlesAt - now) / 1e9 / (365.0 * 86_400);
            var x = Math.Log(chain.Strikes[row] / spot);
            for (var side = 0; side < 2; side++)
            {
                var contract = (2 * row) + side;
                chain.SetImpliedVolatility(contract, 0.15 - (0.3 * x) + (0.1 * x * x / Math.Sqrt(years)), now);
                // Calls are held above the spot and puts below it, as in a real chain: zero gamma lies near the spot.
                var share = 1 / (1 + Math.Exp(side == 0 ? -40 * x : 40 * x));
                chain.SetOpenInterest(contract, 1 + (int)(random.Next(1, 20_000) * share), now);
                chain.SetVolume(contract, 1 + (int)(random.Next(1, 2_000) * share));
            }
        }
        return chain;
    }

    private static OptionListing ListingOf(int index, LocalDate today, double spot)
    {
        var date = today.PlusDays(index < 30 ? index : 30 + ((index - 29) * 14));
        var step = index < 30 ? 10 : 25;
        var strikes = Enumerable.Range(0, StrikesEach).Select(i => spot + ((i - 60) * step));
        return new OptionListing("SPXW", date, OptionSettlement.From("SPXW", date), [.. strikes]);
    }
}
