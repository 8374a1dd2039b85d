using MiaIa.Engine.Market;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>A made-up tape beside a made-up or a real chain: trades, books, SPX each second, VIX each minute, contracts now and then.</summary>
internal static class OptionMorning
{
    public const double BasisPoints = 12.25;

    /// <summary>From a moment on, so many seconds, around a spot.</summary>
    /// <param name="seed">Of everything random.</param>
    /// <param name="startMillis">The first second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="spot">Where the index begins, in points.</param>
    /// <param name="contracts">The chain's values at the start; restated each minute, stirred every ten when asked.</param>
    /// <param name="isStirred">Whether volatilities and volumes change.</param>
    public static List<OptionTapeEvent> Tape(
        int seed,
        long startMillis,
        int seconds,
        double spot,
        IReadOnlyList<NaiveContract> contracts,
        bool isStirred = true
    )
    {
        var random = new Random(seed);
        var tape = new List<OptionTapeEvent>();
        var price = (int)Math.Round((spot + BasisPoints) / 0.25);
        var now = contracts;
        for (var second = 0; second < seconds; second++)
        {
            var millis = startMillis + (second * 1_000L);
            if (second % 60 == 5)
            {
                now = isStirred && second % 600 == 305 ? Stirred(random, now) : now;
                tape.Add(new OptionTapeEvent(millis) { Contracts = [.. now.Select(c => c with { VolatilityAtSeconds = millis / 1e3 })] });
                tape.Add(new OptionTapeEvent(millis + 1) { Print = (IndexSymbol.Vix, Math.Round(12 + (random.NextDouble() * 4), 2)) });
            }

            tape.Add(new OptionTapeEvent(millis + 10) { Book = (price - 1, price + random.Next(0, 2)) });
            tape.Add(
                new OptionTapeEvent(millis + 20)
                {
                    Print = (IndexSymbol.Spx, Math.Round((price * 0.25) - BasisPoints + random.NextDouble(), 2)),
                }
            );
            for (var trade = random.Next(3); trade > 0; trade--)
            {
                price += random.Next(-3, 4);
                tape.Add(new OptionTapeEvent(millis + 900 - (trade * 100)) { Price = price });
            }
        }

        return tape;
    }

    private static IReadOnlyList<NaiveContract> Stirred(Random random, IReadOnlyList<NaiveContract> contracts) =>
        [
            .. contracts.Select(c =>
                c with
                {
                    Volatility = c.Volatility * (0.9 + (0.2 * random.NextDouble())),
                    Volume = c.Volume + random.Next(20),
                }
            ),
        ];
}
