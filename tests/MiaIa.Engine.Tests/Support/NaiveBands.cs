using System.Numerics;

namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// vwap_bands_signal once more, slowly, from the whole list of events and the words of the design alone. Values are computed as a
/// textbook does; whether a limit is met is decided in whole numbers, so that it cannot hang on a last bit.
/// </summary>
internal static class NaiveBands
{
    private const int Window = 20;

    /// <summary>The three parts, of which the score is 0.4, 0.3 and 0.3.</summary>
    internal sealed record Parts(double Rejection, double Break, double Trend);

    /// <summary>Null means not ready.</summary>
    public static double? Score(IReadOnlyList<TapeEvent> tape) =>
        PartsOf(tape) is { } parts ? Math.Clamp((0.4 * parts.Rejection) + (0.3 * parts.Break) + (0.3 * parts.Trend), -1, 1) : null;

    /// <summary>Null means not ready.</summary>
    public static Parts? PartsOf(IReadOnlyList<TapeEvent> tape)
    {
        var bars = NaiveBar.Closed(tape, 1);
        if (bars.Count < (2 * Window) - 1)
            return null;
        var windows = Enumerable
            .Range(Window, bars.Count - Window + 1)
            .Select(end => new Bands(bars.GetRange(end - Window, Window)))
            .ToList();
        var trend = windows.TakeLast(Window).Sum(bands => bands.Side(bands.Close)) / (double)Window;
        return new Parts(Rejection(windows, tape), Break(windows, bars), trend);
    }

    private static double Rejection(List<Bands> windows, IReadOnlyList<TapeEvent> tape)
    {
        var furthest = windows.TakeLast(3).Reverse().MaxBy(bands => Math.Abs(bands.Score(bands.Close)))!;
        var price = tape.Last(e => e.IsTrade).Price;
        var delta = tape.Where(e => e.IsTrade && e.Millis > tape[^1].Millis - 60_000).Sum(e => e.IsBuy ? e.Lots : -e.Lots);
        var side = furthest.Side(furthest.Close);
        var isRejected =
            furthest.IsBeyond(furthest.Close, 2)
            && !windows[^1].IsBeyond(price, 2)
            && windows[^1].Side(price) == side
            && Math.Sign(delta) == -side;
        return isRejected ? -side * Math.Min(1, (Math.Abs(furthest.Score(furthest.Close)) - 1) / 2) : 0;
    }

    private static double Break(List<Bands> windows, List<NaiveBar> bars)
    {
        for (var last = windows.Count - 1; last >= 1; last--)
        {
            var (bands, before, bar) = (windows[last], windows[last - 1], bars[last + Window - 1]);
            var ratio = bar.Volume / bars.GetRange(last - 1, Window).Average(earlier => earlier.Volume);
            var side = bands.Side(bands.Close);
            if (bands.IsBeyond(bands.Close, 1) && !before.IsBeyond(before.Close, 1) && ratio >= 1.2 && Math.Sign(bar.Delta) == side)
                return side * Math.Min(1, (ratio - 0.2) / 2) * Math.Pow(2, -(windows.Count - 1 - last) / 3.0);
        }

        return 0;
    }

    private sealed class Bands(List<NaiveBar> bars)
    {
        private readonly long _volume = bars.Sum(bar => bar.Volume);
        private readonly BigInteger _sum = bars.Aggregate(BigInteger.Zero, (sum, bar) => sum + (bar.Volume * Thirds(bar)));
        private readonly BigInteger _squares = bars.Aggregate(
            BigInteger.Zero,
            (sum, bar) => sum + (bar.Volume * Thirds(bar) * Thirds(bar))
        );

        public int Close => bars[^1].Close;

        /// <summary>+1 above the VWAP, −1 below, 0 on it.</summary>
        public int Side(int price) => ((3 * price * (BigInteger)_volume) - _sum).Sign;

        /// <summary>Whether a price is that many deviations away, or more. Without deviation there are no bands.</summary>
        public bool IsBeyond(int price, int deviations)
        {
            var distance = (3 * price * (BigInteger)_volume) - _sum;
            var spread = (_volume * _squares) - (_sum * _sum);
            return spread.Sign > 0 && distance * distance >= deviations * deviations * spread;
        }

        public double Score(int price)
        {
            var mean = bars.Sum(bar => bar.Volume * (double)Thirds(bar)) / 3 / _volume;
            var variance = bars.Sum(bar => bar.Volume * Math.Pow((Thirds(bar) / 3.0) - mean, 2)) / _volume;
            return (_volume * _squares) == (_sum * _sum) ? 0 : (price - mean) / Math.Sqrt(variance);
        }

        private static long Thirds(NaiveBar bar) => bar.High + bar.Low + bar.Close;
    }
}
