using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns.Naive;

/// <summary>
/// The detectors that look at bars, a second time, straight from the words of the design: every bar anew from the whole list of
/// trades. A condition is written for the high; for the low the bars are reflected.
/// </summary>
internal static class NaivePatterns
{
    public static IEnumerable<Said> Headfake(IReadOnlyList<TapeEvent> tape) =>
        OncePerStretch(
            tape,
            isWith: false,
            (bars, i) =>
            {
                var highest = bars.Skip(i - 20).Take(20).Max(bar => bar.High);
                var isFake = bars[i].High > highest && bars[i].Close < highest && bars[i].Delta < 0;
                return isFake ? Math.Min(1, (bars[i].High - highest) / NaiveBar.Atr(bars, i)!.Value) : 0;
            }
        );

    public static IEnumerable<Said> Exhaustion(IReadOnlyList<TapeEvent> tape) =>
        OncePerStretch(
            tape,
            isWith: false,
            (bars, i) =>
            {
                if (bars[i].High <= bars.Skip(i - 20).Take(20).Max(bar => bar.High))
                    return 0;
                var effort = bars.Skip(i - 2).Take(3).Select(bar => (decimal)bar.Buys / Math.Max(1, bar.Range)).ToList();
                return effort[0] > effort[1] && effort[1] > effort[2] ? (double)(1 - (effort[2] / effort[0])) : 0;
            }
        );

    public static IEnumerable<Said> DeltaDivergence(IReadOnlyList<TapeEvent> tape) =>
        OncePerStretch(
            tape,
            isWith: false,
            (bars, i) =>
            {
                var before = bars.Skip(i - 20).Take(20).ToList();
                if (bars[i].High <= before.Max(bar => bar.High))
                    return 0;
                // Cumulative delta from the first bar of the tape on, at every close.
                var cumulative = Enumerable.Range(0, i + 1).Select(k => bars.Take(k + 1).Sum(bar => bar.Delta)).ToList();
                var gap = (cumulative.Skip(i - 20).Take(20).Max() - cumulative[i]) / (decimal)before.Sum(bar => bar.Volume);
                return gap >= 0.025m ? (double)Math.Min(1, gap / 0.10m) : 0;
            }
        );

    public static IEnumerable<Said> LongBarReversal(IReadOnlyList<TapeEvent> tape) =>
        OncePerStretch(
            tape,
            isWith: false,
            barsBefore: 14,
            (bars, i) =>
            {
                var prices = bars[i].Trades.Select(t => t.Price).ToList();
                var run = bars[i].High - prices.Take(prices.LastIndexOf(bars[i].High) + 1).Min();
                var limit = Math.Max(8, NaiveBar.Atr(bars, i)!.Value);
                return run >= limit && bars[i].High - bars[i].Close >= run ? Math.Min(1, run / (2 * limit)) : 0;
            }
        );

    public static IEnumerable<Said> StackedImbalance(IReadOnlyList<TapeEvent> tape) =>
        OncePerStretch(
            tape,
            isWith: true,
            barsBefore: 0,
            (bars, i) =>
            {
                int Lots(int price, bool isBuy) => bars[i].Trades.Where(t => t.Price == price && t.IsBuy == isBuy).Sum(t => t.Lots);
                bool IsImbalanced(int price) => Lots(price, true) >= 30 && Lots(price, true) >= 3 * Math.Max(1, Lots(price - 1, false));
                var stacks = bars[i]
                    .Trades.Select(t => t.Price)
                    .Distinct()
                    .Select(price => Enumerable.Range(0, 200).TakeWhile(k => IsImbalanced(price + k)).Count());
                var n = stacks.Max();
                return n >= 3 ? Math.Min(1, n / 5.0) : 0;
            }
        );

    public static IEnumerable<Said> BattleNavale(IReadOnlyList<TapeEvent> tape)
    {
        var bars = NaiveBar.Of(tape);
        var fired = OncePerStretch(tape, isWith: true, Battle).ToList();
        for (var k = 0; k < fired.Count; k++)
        {
            yield return fired[k];
            var seen = fired[k].Points > 0 ? bars : [.. bars.Select(bar => bar.Mirrored())];
            var at = fired[k].Bar - 1;
            var edge = Base(seen, at)!.Max(bar => bar.High);
            var last = Math.Min(at + 10, k + 1 < fired.Count ? fired[k + 1].Bar - 2 : bars.Count - 1);
            var inside = Enumerable.Range(at + 1, Math.Max(0, last - at)).Where(i => seen[i].Close <= edge - 1).Take(1);
            foreach (var i in inside)
                yield return Said.Cancelled(bars[i].ClosedBy);
        }
    }

    private static double Battle(IReadOnlyList<NaiveBar> bars, int i)
    {
        if (Base(bars, i) is not { } quiet || bars[i].Close <= quiet.Max(bar => bar.High))
            return 0;
        var bar = bars[i];
        var mean = bars.Skip(i - 20).Take(20).Average(b => (decimal)b.Volume);
        var ratios = new[]
        {
            (Is: bar.Range == 0 ? 0 : (decimal)(bar.Close - bar.Open) / bar.Range, Least: 0.6m),
            (Is: bar.Volume / mean, Least: 1.5m),
            (Is: (decimal)bar.Delta / bar.Volume, Least: 0.10m),
        };
        if (ratios.Any(ratio => ratio.Is < ratio.Least))
            return 0;
        var battle = (double)ratios.Average(ratio => Math.Min(1, ratio.Is / (2 * ratio.Least)));
        var limit = Math.Max(10, 2 * NaiveBar.Atr(bars, i)!.Value);
        var volumes = quiet.Select(b => (double)b.Volume).ToList();
        var deviation = Math.Sqrt(volumes.Average(v => (v - volumes.Average()) * (v - volumes.Average())));
        var size = quiet.Max(b => b.High) - quiet.Min(b => b.Low);
        var calm = new[] { (quiet.Count - 3) / 12.0, 1 - (size / limit), Math.Max(0, 1 - (deviation / volumes.Average())) }.Average();
        return (0.4 * battle) + 0.35 + (0.25 * calm);
    }

    // The longest run of 3 to 15 bars that ends before bar i and stays within the limit.
    private static List<NaiveBar>? Base(IReadOnlyList<NaiveBar> bars, int i)
    {
        var limit = Math.Max(10, 2 * NaiveBar.Atr(bars, i)!.Value);
        return Enumerable
            .Range(3, 13)
            .Reverse()
            .Select(n => bars.Skip(i - n).Take(n).ToList())
            .FirstOrDefault(run => run.Max(bar => bar.High) - run.Min(bar => bar.Low) <= limit);
    }

    private static IEnumerable<Said> OncePerStretch(
        IReadOnlyList<TapeEvent> tape,
        bool isWith,
        Func<IReadOnlyList<NaiveBar>, int, double> atHigh
    ) => OncePerStretch(tape, isWith, 20, atHigh);

    private static IEnumerable<Said> OncePerStretch(
        IReadOnlyList<TapeEvent> tape,
        bool isWith,
        int barsBefore,
        Func<IReadOnlyList<NaiveBar>, int, double> atHigh
    )
    {
        var bars = NaiveBar.Of(tape);
        var mirrored = bars.Select(bar => bar.Mirrored()).ToList();
        var before = 0;
        for (var i = barsBefore; i < bars.Count; i++)
        {
            var (high, low) = (atHigh(bars, i), atHigh(mirrored, i));
            var side = Math.Sign(high) - Math.Sign(low);
            if (side != 0 && side != before)
                yield return new Said(bars[i].ClosedBy, i + 1, isWith ? side : -side, Math.Max(high, low));
            before = side;
        }
    }
}
