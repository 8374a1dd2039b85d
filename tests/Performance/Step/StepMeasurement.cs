using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MiaIa.Engine.Pipeline;

namespace Performance.Step;

/// <summary>
/// EngineCore.Process against the bare loop on the same events in one run. The two alternate every 2,000 events, so that
/// whatever else the machine does meets both alike. Medians are of the clock; means are of processor time, because they are to hold
/// the fits of the chain once a minute and nothing of what else the machine does. Those slices are told beside the others: by them the means are
/// heavier. Fails when either ratio is above its limit, a byte
/// is allocated, or a feature is not ready at the end.
/// </summary>
internal static class StepMeasurement
{
    private const int Events = 1_400_000;
    private const int Slice = 2_000;
    private const int WarmUpPasses = 2;
    private const int Passes = 4;
    private const double RatioMax = 6;

    public static int Run(string[] args)
    {
        var ratioMax = args is ["--max-ratio", var text] ? double.Parse(text, CultureInfo.InvariantCulture) : RatioMax;
        var mix = new EventMix(Events);
        var bare = new List<double>();
        var step = new List<double>();
        var turning = new List<double>();
        var (allocated, bareTime, stepTime) = (0L, TimeSpan.Zero, TimeSpan.Zero);
        var checksum = 0.0;
        IReadOnlyList<string> silent = [];
        for (var pass = -WarmUpPasses; pass < Passes; pass++)
        {
            var (loop, core) = (new BareLoop(), new EngineCore(InstrumentOptions.Es));
            // The first event finds the day in the exchange calendar, which may allocate: once a trading day.
            core.Process(mix.Full[0]);
            var begun = 1 + mix.OptionsAtStart;
            // A listing is laid out, which allocates: once a day.
            for (var i = 1; i < begun; i++)
                core.Process(mix.Full[i]);
            // A collection in the background, which making a core may start, would show in the count of allocated bytes.
            GC.Collect();
            for (var first = begun; first + Slice <= Events; first += Slice)
            {
                var start = Environment.CpuUsage.TotalTime;
                var (bareNanos, bareSum) = Measure(loop, mix.Bare.AsSpan(first, Slice));
                var between = Environment.CpuUsage.TotalTime;
                var (stepNanos, stepSum, bytes) = Measure(core, mix.Full.AsSpan(first, Slice));
                var end = Environment.CpuUsage.TotalTime;
                checksum += bareSum + stepSum;
                if (pass < 0)
                    continue;
                bare.Add(bareNanos);
                step.Add(stepNanos);
                if (MinuteOf(mix.Full[first - 1]) != MinuteOf(mix.Full[first + Slice - 1]))
                    turning.Add(stepNanos);
                (allocated, bareTime, stepTime) = (allocated + bytes, bareTime + (between - start), stepTime + (end - between));
            }

            silent = [.. core.State.Readings.ToArray().Where(r => !r.Reading.IsValid).Select(r => $"{r.Name}: {r.Reading.Reason}")];
        }

        return Report(mix, bare, step, turning, stepTime / bareTime, allocated, silent, checksum, ratioMax);
    }

    private static int Report(
        EventMix mix,
        List<double> bare,
        List<double> step,
        List<double> turning,
        double meanRatio,
        long allocated,
        IReadOnlyList<string> silent,
        double checksum,
        double ratioMax
    )
    {
        var culture = CultureInfo.InvariantCulture;
        var ratios = step.Zip(bare, (s, b) => s / b).Order().ToList();
        var ratio = At(step, 0.5) / At(bare, 0.5);
        var isGood = ratio <= ratioMax && meanRatio <= ratioMax && allocated == 0 && silent.Count == 0;
        Console.WriteLine(
            string.Create(
                culture,
                $"events     {Events:N0} ({mix.Trades:N0} trades, {mix.Books:N0} books, {mix.Options:N0} of options), {Passes} passes, {bare.Count} slices of {Slice:N0}"
            )
        );
        Console.WriteLine(Line("bare loop", bare));
        Console.WriteLine(Line("step", step));
        Console.WriteLine(Line("of which", turning) + $" in the {turning.Count} slices with a minute's turn");
        Console.WriteLine(
            string.Create(
                culture,
                $"means      of the clock {bare.Average():0.0} and {step.Average():0.0} ns; a turn takes {(At(turning, 0.5) - At(step, 0.5)) * Slice / 1e3:0} µs"
            )
        );
        Console.WriteLine(
            string.Create(
                culture,
                $"ratio      {ratio:0.00} of the medians (slices: p10 {At(ratios, 0.1):0.00}, p90 {At(ratios, 0.9):0.00}), {meanRatio:0.00} of the means, limit {ratioMax:0.##}"
            )
        );
        Console.WriteLine($"not ready  {(silent.Count == 0 ? "none" : string.Join("; ", silent))}");
        Console.WriteLine(string.Create(culture, $"allocated  {allocated} bytes in {(long)bare.Count * Slice:N0} steps, limit 0"));
        // Printed, so that no result can be left uncomputed.
        Console.WriteLine(string.Create(culture, $"checksum   {checksum:R}"));
        Console.WriteLine(isGood ? "step: passed" : "step: FAILED");
        return isGood ? 0 : 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Nanos, double Sum) Measure(BareLoop loop, ReadOnlySpan<BareEvent> events)
    {
        var sum = 0.0;
        var start = Stopwatch.GetTimestamp();
        foreach (ref readonly var e in events)
            sum += loop.Process(e);
        return (Stopwatch.GetElapsedTime(start).TotalNanoseconds / events.Length, sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Nanos, double Sum, long Bytes) Measure(EngineCore core, ReadOnlySpan<MiaIa.Engine.Market.MarketEvent> events)
    {
        var sum = 0.0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        foreach (ref readonly var e in events)
        {
            core.Process(e);
            sum += core.State.ScoreNano;
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / events.Length, sum, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static long MinuteOf(in MiaIa.Engine.Market.MarketEvent e) => e.ReceivedAt.Value / MiaIa.Engine.Market.UnixNanos.PerMinute;

    private static string Line(string name, List<double> slices) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name, -10} {At(slices, 0.5):0.0} ns an event (p10 {At(slices, 0.1):0.0}, p90 {At(slices, 0.9):0.0})"
        );

    private static double At(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Round(share * (sorted.Count - 1))];
    }
}
