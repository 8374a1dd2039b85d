using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Options;

namespace Performance.Options;

/// <summary>
/// Repricing of 10,000 contracts, vectors against scalar code, alternating in one run: γ at a new spot, and everything (exposure by strike,
/// walls, zero gamma over 61 places, in all three scopes). Fails when a ratio, of the medians or of the best rounds, is above its limit,
/// a byte is allocated, or the two disagree.
/// </summary>
internal static class OptionsMeasurement
{
    private const int WarmUpRounds = 50,
        Rounds = 101,
        GammaRepeats = 20;
    private const double FullRatioMax = 0.25,
        GammaRatioMax = 50.0 / 125;

    public static int Run()
    {
        var options = new OptionAnalyticsOptions { GridPoints = 61, GridStep = 0.005 };
        var analytics = new OptionAnalytics(MadeUpChain.Make(), options);
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
        var scalar = new ScalarChain(analytics.Fit, MadeUpChain.Spot);
        var scopes = ScopesOf(analytics.Chain, scalar, options);
        var spot = MadeUpChain.Spot;
        var gamma = new Stopwatched("γ, vectors", Rounds, GammaRepeats, () => analytics.Fit.Reprice(spot));
        var gammaScalar = new Stopwatched("γ, scalar", Rounds, GammaRepeats, () => scalar.Reprice(spot));
        var full = new Stopwatched("all, vectors", Rounds, 1, () => analytics.Reprice(MadeUpChain.Now, spot));
        var fullScalar = new Stopwatched("all, scalar", Rounds, 1, () => Array.ForEach(scopes, scope => scope.Reprice(spot)));
        var refit = new Stopwatched("refit and all", Rounds, 1, () => analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot));
        var bytes = 0L;
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            spot = MadeUpChain.Spot * (1 + (0.0001 * (round % 7)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            gamma.Measure(round);
            full.Measure(round);
            refit.Measure(round);
            if (round >= 0)
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            gammaScalar.Measure(round);
            fullScalar.Measure(round);
        }
        analytics.Reprice(MadeUpChain.Now, spot);
        var agrees = Agrees(analytics, scalar, scopes);
        Print(
            $"chain            {2 * analytics.Chain.RowCount:N0} contracts, {analytics.Chain.Expiries.Length} expiries, {Rounds} rounds, one thread"
        );
        foreach (var part in new[] { gamma, gammaScalar, full, fullScalar, refit })
            Print($"{part}");
        var isGammaGood = IsWithin("γ", gamma, gammaScalar, GammaRatioMax);
        var isFullGood = IsWithin("all", full, fullScalar, FullRatioMax);
        var isGood = isGammaGood && isFullGood && agrees && bytes == 0;
        Print($"allocated        {bytes} bytes in {Rounds} rounds, limit 0");
        Print($"results          {(agrees ? "the same" : "DIFFERENT")}");
        Console.WriteLine(isGood ? "options: passed" : "options: FAILED");
        return isGood ? 0 : 1;
    }

    private static ScalarChain.Scope[] ScopesOf(OptionChain chain, ScalarChain scalar, OptionAnalyticsOptions options)
    {
        int OpenInterest(int contract) => chain.OpenInterestLots[contract];
        int Volume(int contract) => chain.VolumeLots[contract];
        return
        [
            new(scalar, options, chain.RowCount, OpenInterest),
            new(scalar, options, chain.Expiries[0].EndRow, OpenInterest),
            new(scalar, options, chain.RowCount, Volume),
        ];
    }

    private static bool Agrees(OptionAnalytics analytics, ScalarChain scalar, ScalarChain.Scope[] scopes)
    {
        GexProfile[] profiles = [analytics.AllExpiries, analytics.FirstExpiry, analytics.TodaysVolume];
        return analytics.Fit.Gammas.ToArray().Zip(scalar.Gammas).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-10 * pair.Second)
            && profiles
                .Zip(scopes)
                .All(pair =>
                    pair.First.ZeroGamma.CrossingCount == pair.Second.Crossings.Count
                    && pair.First.ZeroGamma.Crossings.ToArray()
                        .Zip(pair.Second.Crossings)
                        .All(place => Math.Abs(place.First - place.Second) < 1e-3)
                    && (pair.First.CallWall.Strike, pair.First.PutWall.Strike, pair.First.AbsoluteGamma.Strike) == pair.Second.Levels
                );
    }

    /// <summary>
    /// On a busy machine the longer of two pieces of work is interrupted more often, which flatters the shorter one in the medians. So the
    /// ratio of the best rounds has to hold as well.
    /// </summary>
    private static bool IsWithin(string name, Stopwatched ours, Stopwatched scalar, double ratioMax)
    {
        var (median, best) = (ours.Median / scalar.Median, ours.Micros.Min() / scalar.Micros.Min());
        var rounds = ours.Micros.Zip(scalar.Micros, (a, b) => a / b).Order().ToArray();
        Print($"ratio of {name, -7} {median:0.000} (rounds {rounds[0]:0.000} to {rounds[^1]:0.000}), limit {ratioMax:0.###}");
        Print($"  of best rounds {best:0.000}, limit {ratioMax:0.###}");
        return median <= ratioMax && best <= ratioMax;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A piece of work and how long it took in each round.</summary>
    private sealed class Stopwatched(string name, int rounds, int repeats, Action work) : IFormattable
    {
        public double[] Micros { get; } = new double[rounds];

        public double Median => Micros.Order().ElementAt(rounds / 2);

        public void Measure(int round)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
                work();
            if (round >= 0)
                Micros[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
        }

        public string ToString(string? format, IFormatProvider? formatProvider) =>
            string.Create(formatProvider, $"{name, -16} {Median:0.0} µs (rounds {Micros.Min():0.0} to {Micros.Max():0.0})");
    }
}
