using System.Diagnostics;
using System.Globalization;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Programs;

namespace Performance.Path;

/// <summary>
/// How long a call of the study takes Sierra's main thread with 1,000 new records: with the bridge alive, absent, frozen and slow, and
/// what the system takes for one bare send of as many bytes, between them. And a call that finds nothing new, in a market that trades ten times
/// a second: one in a hundred has the beat's write or reads the bridge's, so that its limit is that of the study's own part and stands on a bare
/// write of a beat in the same run. It needs a system with SIGSTOP. On Linux bridge and engine
/// are kept on the last processor and the stand-in on the first: on a trader's PC, with more of them, Sierra's main thread has one to
/// itself.
/// </summary>
internal static class StudyCallMeasurement
{
    private const int TradesPerSecond = 100_000;
    private const int Seconds = 10;
    private const double P99MicrosMax = 200;
    private const int QuietTradesPerSecond = 10;
    private const int QuietSeconds = 30;
    private const double QuietP99MicrosMax = 30;
    private const int BareSendsAtATime = 250;
    private static readonly TimeSpan SlowStopped = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan SlowRunning = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync()
    {
        await using var programs = new Programs();
        programs.KeepsChartApart = true;
        using var bare = new BareSend();
        var (_, engine) = await programs.EngineAsync();
        var (bridge, endpoint) = await programs.BridgeAsync(engine);
        Console.WriteLine(
            $"the study's call with {TradesPerSecond / 100:N0} new records, {Seconds} s each; limit p99 {P99MicrosMax} µs on the clock"
        );
        Console.WriteLine(
            "on Linux bridge and engine are kept on the last processor, the stand-in on the first; the time on the processor is the chart thread's own (0 on Windows)"
        );
        var good = Report("alive", await programs.FloodAsync(endpoint, TradesPerSecond, Seconds));
        List<double> bareMicros = [.. bare.Measure(BareSendsAtATime)];
        good &= Report("absent", await programs.FloodAsync("tcp://127.0.0.1:9", TradesPerSecond, Seconds));
        bareMicros.AddRange(bare.Measure(BareSendsAtATime));
        Signal(bridge, "STOP");
        good &= Report("frozen", await programs.FloodAsync(endpoint, TradesPerSecond, Seconds));
        Signal(bridge, "CONT");
        good &= Report("slow", await WithSlowAsync(bridge, () => programs.FloodAsync(endpoint, TradesPerSecond, Seconds)));
        bareMicros.AddRange(bare.Measure(BareSendsAtATime));
        List<double> bareBeats = [.. bare.Measure(BareSendsAtATime, BareSend.BeatBytes)];
        // The stand-in calls every 10 ms while it waits for the end of an interval that brought nothing yet.
        var quiet = await programs.FloodAsync(endpoint, QuietTradesPerSecond, QuietSeconds, "--update-interval-ms", "100");
        bareBeats.AddRange(bare.Measure(BareSendsAtATime, BareSend.BeatBytes));
        good &= ReportQuiet(quiet, bareBeats);
        Console.WriteLine($"one bare send of {BareSend.Bytes:N0} bytes over loopback, {bareMicros.Count} times");
        Console.WriteLine(Percentiles.Line("bare", bareMicros));
        Console.WriteLine(good ? "study: passed" : "study: FAILED");
        return good ? 0 : 1;
    }

    private static async Task<HostEnd> WithSlowAsync(ChildProgram bridge, Func<Task<HostEnd>> flood)
    {
        var running = flood();
        while (!running.IsCompleted)
        {
            Signal(bridge, "STOP");
            await Task.Delay(SlowStopped);
            Signal(bridge, "CONT");
            await Task.Delay(SlowRunning);
        }
        return await running;
    }

    private static bool Report(string name, HostEnd end)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -8} p50 {end.CallMicrosP50, 8:0.0} µs   p99 {end.CallMicrosP99, 8:0.0} µs   max {end.CallMicrosMax, 8:0.0} µs   on the processor p50 {end.CallCpuMicrosP50, 6:0.0} µs   p99 {end.CallCpuMicrosP99, 6:0.0} µs   {end.Calls:N0} calls, {end.Records:N0} records"
            )
        );
        return end.CallMicrosP99 <= P99MicrosMax;
    }

    private static bool ReportQuiet(HostEnd end, List<double> bareBeats)
    {
        // One call in fifty reads or writes something: their upper values are what stands at the hundredth.
        var bareP90 = Percentiles.At(bareBeats, 0.9);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"quiet    p50 {end.QuietMicrosP50, 8:0.0} µs   p99 {end.QuietMicrosP99, 8:0.0} µs   a bare write of {BareSend.BeatBytes} bytes p90 {bareP90:0.0} µs   limit {QuietP99MicrosMax} µs more, {end.Calls:N0} calls, {end.Records:N0} records"
            )
        );
        return end.QuietMicrosP99 - bareP90 <= QuietP99MicrosMax;
    }

    private static void Signal(ChildProgram program, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"]);
        kill.WaitForExit();
    }
}
