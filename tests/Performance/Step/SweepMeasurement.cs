using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace Performance.Step;

/// <summary>
/// What a sweep of open interest does to the tape: two cores take the same events with the same live chain, one of them also the
/// contracts that a sweep reads, 40 a second, in the step's own order. Each trade and each book is timed alone; the two cores take turns
/// slice by slice. Fails when the 99th percentile with the sweep is above 1.2 times that without.
/// </summary>
internal static class SweepMeasurement
{
    private const int Events = 1_400_000;
    private const int WarmUp = 400_000;
    private const int Slice = 2_000;
    private const double RatioMax = 1.2;

    public static int Run()
    {
        var mix = new EventMix(Events);
        var (calm, swept) = (new EngineCore(InstrumentOptions.Es), new EngineCore(InstrumentOptions.Es));
        var (without, with) = (new List<long>(Events), new List<long>(Events));
        var updates = 0;
        for (var first = 0; first + Slice <= Events; first += Slice)
        {
            var slice = mix.Full.AsSpan(first, Slice);
            var isKept = first >= WarmUp;
            // Who goes first finds the events in no cache: turn by turn.
            if (first / Slice % 2 == 0)
                Take(calm, slice, isKept ? without : null);
            foreach (ref readonly var e in slice)
            {
                if (e.Kind == MarketEventKind.Clock && first > 0)
                {
                    swept.Process(mix.Sweep(e.ReceivedAt));
                    updates++;
                }

                Take(swept, e, isKept ? with : null);
            }

            if (first / Slice % 2 != 0)
                Take(calm, slice, isKept ? without : null);
        }

        return Report(without, with, updates);
    }

    private static void Take(EngineCore core, ReadOnlySpan<MarketEvent> events, List<long>? kept)
    {
        foreach (ref readonly var e in events)
            Take(core, e, kept);
    }

    private static void Take(EngineCore core, in MarketEvent e, List<long>? kept)
    {
        var start = Stopwatch.GetTimestamp();
        core.Process(e);
        var elapsed = Stopwatch.GetTimestamp() - start;
        if (e.Kind is MarketEventKind.Trade or MarketEventKind.Book)
            kept?.Add(elapsed);
    }

    private static int Report(List<long> without, List<long> with, int updates)
    {
        without.Sort();
        with.Sort();
        var ratio = At(with, 0.99) / At(without, 0.99);
        Print(
            $"events     {with.Count:N0} trades and books timed each; {updates:N0} updates of {OptionMix.SweptAtOnce} contracts between them"
        );
        Print($"without    p50 {At(without, 0.5):0} ns, p99 {At(without, 0.99):0} ns, p99.9 {At(without, 0.999):0} ns");
        Print($"with       p50 {At(with, 0.5):0} ns, p99 {At(with, 0.99):0} ns, p99.9 {At(with, 0.999):0} ns");
        Print($"ratio      {ratio:0.00} of the 99th percentiles, limit {RatioMax}");
        Print($"sweep: {(ratio <= RatioMax ? "passed" : "FAILED")}");
        return ratio <= RatioMax ? 0 : 1;
    }

    private static double At(List<long> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))] * 1e9 / Stopwatch.Frequency;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
