using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Ibkr.Connection;

namespace Performance.Sweep;

/// <summary>
/// What a sweep of open interest does to a frame in the host: two engines beside a simulated Gateway each, over real sockets at the real pace, stream
/// the same volatilities, and one of them sweeps. Both take the same trades and books over gRPC when they are due, one after the other and in
/// turns who is first; each drain is timed from entering the runner, its lock with it, to leaving it. Fails when the 99th percentile with the
/// sweep is above 1.2 times that without, or when nothing was swept. The engine that does not sweep knows no open interest at all, so that its step is
/// the cheaper one.
/// </summary>
internal static class HostSweepMeasurement
{
    private const int Events = 1_150_000;
    private const int WarmUpMinutes = 32;
    private const int SecondsUntilKept = 60;
    private const double RatioMax = 1.2;
    private const int WarmUpAtOnce = 100;

    /// <summary>Measures.</summary>
    /// <param name="arguments">Seconds; 120 when there are none.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 120;
        var folder = Directory.CreateTempSubdirectory("miaia-sweep-");
        try
        {
            return await RunAsync(seconds, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(int seconds, string folder)
    {
        var options = EngineOptions.From(new EngineSettings());
        var (hello, frames) = PlayedFrames.Make(System.IO.Path.Combine(folder, "frames"), options, Events);
        var warmEnd = frames[0].AtNanos + (WarmUpMinutes * 60_000_000_000L);
        var warm = frames.FindIndex(frame => frame.AtNanos > warmEnd);
        if (warm < 0 || frames[^1].AtNanos < warmEnd + ((seconds + SecondsUntilKept) * 1_000_000_000L))
            throw new InvalidOperationException("too few frames were made");

        // The market's clock runs as the wall's; by it the first half hour, which is played at once, has just passed.
        var time = new ScaledClock(DateTimeOffset.UnixEpoch.AddTicks(warmEnd / 100), 1, TimeProvider.System);
        await using var calm = await TimedEngine.StartAsync(hello, options, System.IO.Path.Combine(folder, "calm"), sweeps: false, time);
        await using var swept = await TimedEngine.StartAsync(hello, options, System.IO.Path.Combine(folder, "swept"), sweeps: true, time);
        foreach (var chunk in frames.Take(warm).Chunk(WarmUpAtOnce))
        {
            var last = chunk.Max(frame => frame.Counter);
            await calm.PlayAsync(chunk.Select(frame => frame.Bytes), last);
            await swept.PlayAsync(chunk.Select(frame => frame.Bytes), last);
        }

        calm.Begin();
        swept.Begin();
        var known = await PlayAsync(calm, swept, frames.Skip(warm), warmEnd, seconds);
        return Report(calm, swept, known);
    }

    private static async Task<(int Before, int After)> PlayAsync(
        TimedEngine calm,
        TimedEngine swept,
        IEnumerable<(long AtNanos, ulong Counter, byte[] Bytes)> frames,
        long from,
        int seconds
    )
    {
        var began = Stopwatch.GetTimestamp();
        var (before, turn) = (0, 0);
        foreach (var (at, counter, bytes) in frames)
        {
            var due = TimeSpan.FromTicks((at - from) / 100);
            while (Stopwatch.GetElapsedTime(began) < due)
                await Task.Delay(1);
            if (due.TotalSeconds > SecondsUntilKept + seconds)
                break;
            if (!calm.IsKept && due.TotalSeconds > SecondsUntilKept)
            {
                before = swept.OpenInterestKnown;
                calm.IsKept = swept.IsKept = true;
            }

            var (first, second) = turn++ % 2 == 0 ? (calm, swept) : (swept, calm);
            await first.PlayAsync([bytes], counter);
            await second.PlayAsync([bytes], counter);
        }

        calm.IsKept = swept.IsKept = false;
        return (before, swept.OpenInterestKnown);
    }

    private static int Report(TimedEngine calm, TimedEngine swept, (int Before, int After) known)
    {
        var ratio = At(swept.Drains, 0.99) / At(calm.Drains, 0.99);
        var isSwept = known.After > known.Before + 100 && calm.OpenInterestKnown == 0;
        Print($"swept      open interest of {known.Before:N0} contracts at the start, of {known.After:N0} at the end; {swept.Link.Chain}");
        Print($"calm       {calm.Link.Chain}");
        foreach (var (name, engine) in new[] { ("without", calm), ("with", swept) })
        {
            Print(
                $"{name, -10} {engine.Drains.Count:N0} frames: p50 {At(engine.Drains, 0.5):0.0} µs, p90 {At(engine.Drains, 0.9):0.0} µs, p99 {At(engine.Drains, 0.99):0.0} µs, p99.9 {At(engine.Drains, 0.999):0.0} µs; {engine.Inputs.Count:N0} option inputs: p50 {At(engine.Inputs, 0.5):0.0} µs, p99 {At(engine.Inputs, 0.99):0.0} µs, longest {At(engine.Inputs, 1):0.0} µs"
            );
        }

        Print($"ratio      {ratio:0.00} of the 99th percentiles, limit {RatioMax}");
        Print($"sweep host: {(ratio <= RatioMax && isSwept ? "passed" : "FAILED")}");
        return ratio <= RatioMax && isSwept ? 0 : 1;
    }

    private static double At(List<long> times, double share)
    {
        if (times.Count == 0)
            return double.NaN;
        var sorted = times.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
