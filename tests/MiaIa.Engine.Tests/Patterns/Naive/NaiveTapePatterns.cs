using MiaIa.Engine.Patterns;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns.Naive;

/// <summary>The detectors that look at trades or at the options, a second time, from the whole list of trades.</summary>
internal static class NaiveTapePatterns
{
    public static IEnumerable<Said> Sweep(IReadOnlyList<TapeEvent> tape)
    {
        var minutes = tape.Where(e => e.IsTrade).Select(e => e.Millis / 60_000).Distinct().ToList();
        foreach (var minute in PrintsOf(tape).Where(print => Distinct(print) >= 3).GroupBy(print => print[0].Trade.Millis / 60_000))
        {
            var side = minute.First()[0].Trade.IsBuy;
            foreach (var print in minute)
            {
                var third = Enumerable.Range(1, print.Count).First(n => Distinct(print.Take(n)) == 3);
                if (print[0].Trade.IsBuy != side)
                {
                    yield return Said.Cancelled(print[third - 1].Index);
                    break;
                }

                for (var n = third; n <= print.Count; n++)
                {
                    yield return new Said(
                        print[n - 1].Index,
                        minutes.IndexOf(minute.Key),
                        side ? 1 : -1,
                        Math.Min(1, Distinct(print.Take(n)) / 6.0)
                    );
                }
            }
        }
    }

    public static IEnumerable<Said> Absorption(IReadOnlyList<TapeEvent> tape)
    {
        var bars = NaiveBar.Of(tape);
        var mirroredTape = tape.Select(e => e.Mirrored(about: 0)).ToList();
        var mirrored = NaiveBar.Of(mirroredTape);
        var before = 0;
        for (var i = 20; i < bars.Count; i++)
        {
            var (high, low) = (HeldHigh(tape, bars, i), HeldHigh(mirroredTape, mirrored, i));
            var decided = Math.Max(high.Decided, low.Decided);
            var side = Math.Sign(high.Strength) - Math.Sign(low.Strength);
            if (side != 0 && side != before && decided < tape.Count)
                yield return new Said(decided, i + 1, -side, Math.Max(high.Strength, low.Strength));
            before = side;
        }
    }

    public static IEnumerable<Said> GammaPin(IReadOnlyList<TapeEvent> tape, Func<long, GammaPinInput> optionsAt)
    {
        var bars = NaiveBar.Of(tape);
        var pinned = bars.Select(bar => optionsAt(tape[bar.ClosedBy].Millis))
            .Zip(bars, (o, bar) => o.ReachTicks > 0 && o.LongGamma > 0.5 && Math.Abs(bar.Close - o.AbsoluteGammaTicks) <= o.ReachTicks / 2)
            .ToList();
        var hasFired = false;
        for (var i = 0; i < bars.Count; i++)
        {
            hasFired &= pinned[i];
            var options = optionsAt(tape[bars[i].ClosedBy].Millis);
            if (hasFired || i < 9 || !pinned.Skip(i - 9).Take(10).All(isPinned => isPinned) || options.AbsoluteGammaTicks == bars[i].Close)
                continue;
            hasFired = true;
            yield return new Said(
                bars[i].ClosedBy,
                i + 1,
                options.AbsoluteGammaTicks > bars[i].Close ? 1 : -1,
                Math.Min(1, options.LongGamma)
            );
        }
    }

    // Strength 0 and decided at the trade that broke it, or never looked at (−1); beyond the tape's end: not decided.
    private static (double Strength, int Decided) HeldHigh(IReadOnlyList<TapeEvent> tape, IReadOnlyList<NaiveBar> bars, int i)
    {
        var bar = bars[i];
        var past = bars.Skip(i - 20).Take(20).ToList();
        var meanRow = (double)past.Sum(b => b.Volume) / past.Sum(b => b.Rows);
        var ratio = bar.Trades.Where(t => t.IsBuy && t.Price >= bar.High - 1).Sum(t => t.Lots) / meanRow;
        if (ratio < 1.5)
            return (0, -1);
        var until = bar.Trades.Last(t => t.Price == bar.High).Millis + 30_000;
        for (var k = bar.ClosedBy; k < tape.Count; k++)
        {
            if (tape[k].Millis > until)
                return (Math.Min(1, ratio / 3), k);
            if (tape[k].IsTrade && tape[k].Price > bar.High + 2)
                return (0, k);
        }

        return (Math.Min(1, ratio / 3), tape.Count);
    }

    private static int Distinct(IEnumerable<(TapeEvent Trade, int Index)> print) => print.Select(t => t.Trade.Price).Distinct().Count();

    private static List<List<(TapeEvent Trade, int Index)>> PrintsOf(IReadOnlyList<TapeEvent> tape)
    {
        var prints = new List<List<(TapeEvent Trade, int Index)>>();
        foreach (var trade in tape.Select((e, i) => (Trade: e, Index: i)).Where(t => t.Trade.IsTrade))
        {
            if (prints.Count == 0 || prints[^1][0].Trade.Millis != trade.Trade.Millis || prints[^1][0].Trade.IsBuy != trade.Trade.IsBuy)
                prints.Add([]);
            prints[^1].Add(trade);
        }

        return prints;
    }
}
