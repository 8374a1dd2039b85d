using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MiaIa.Engine.Pipeline;

namespace Performance.Step;

/// <summary>
/// EngineCore.Process against the bare loop, on the same events, alternating in one run. Fails when the ratio of the medians is
/// above its limit or a byte is allocated.
/// </summary>
internal static class StepMeasurement
{
    private const int Events = 1_000_000;
    private const int WarmUpRounds = 3;
    private const int Rounds = 9;
    private const double RatioMax = 4;

    private static double _sink;

    public static int Run(string[] args)
    {
        var ratioMax = args is ["--max-ratio", var text] ? double.Parse(text, CultureInfo.InvariantCulture) : RatioMax;
        var mix = new EventMix(Events);
        var bare = new double[Rounds];
        var step = new double[Rounds];
        var allocated = 0L;
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var bareNanos = Measure(new BareLoop(), mix);
            var (stepNanos, bytes) = Measure(new EngineCore(InstrumentOptions.Es), mix);
            if (round < 0)
                continue;
            (bare[round], step[round]) = (bareNanos, stepNanos);
            allocated += bytes;
        }

        var ratios = step.Zip(bare, (s, b) => s / b).ToArray();
        var ratio = Median(step) / Median(bare);
        var isGood = ratio <= ratioMax && allocated == 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events          {Events:N0} ({mix.Trades:N0} trades, {mix.Books:N0} books), {Rounds} rounds"));
        Console.WriteLine(Line("bare loop", bare, "ns an event"));
        Console.WriteLine(Line("EngineCore", step, "ns an event"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio           {ratio:0.00} (rounds {ratios.Min():0.00} to {ratios.Max():0.00}), limit {ratioMax:0.##}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"allocated       {allocated} bytes in {(long)Events * Rounds:N0} steps, limit 0"));
        // Printed, so that no result can be left uncomputed.
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"checksum        {_sink:R}"));
        Console.WriteLine(isGood ? "step: passed" : "step: FAILED");
        return isGood ? 0 : 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Measure(BareLoop loop, EventMix mix)
    {
        var events = mix.Bare;
        var sum = 0.0;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < events.Length; i++)
            sum += loop.Process(events[i]);
        var elapsed = Stopwatch.GetElapsedTime(start);
        _sink += sum;
        return elapsed.TotalNanoseconds / events.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Nanos, long Bytes) Measure(EngineCore core, EventMix mix)
    {
        var events = mix.Full;
        // The first event finds the day in the exchange calendar, which is allowed to allocate: once a trading day.
        core.Process(events[0]);
        var sum = 0.0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i < events.Length; i++)
        {
            core.Process(events[i]);
            sum += core.State.ScoreNano;
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        _sink += sum;
        return (elapsed.TotalNanoseconds / (events.Length - 1), GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static string Line(string name, double[] rounds, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{name,-15} {Median(rounds):0.0} {unit} (rounds {rounds.Min():0.0} to {rounds.Max():0.0})");

    private static double Median(double[] rounds)
    {
        var sorted = rounds.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
