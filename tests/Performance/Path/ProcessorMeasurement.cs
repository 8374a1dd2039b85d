using System.Diagnostics;
using System.Globalization;
using MiaIa.Cli.Programs;

namespace Performance.Path;

/// <summary>
/// How much of a core engine and bridge take of an ordinary market: 200 trades a second and a call of the study every 10 ms, with page, metrics and
/// journal as they are by themselves. What they take without a study stands beside it. Fails above 8 % of a core.
/// </summary>
internal static class ProcessorMeasurement
{
    private const int TradesPerSecond = 200;
    private const double ShareMax = 0.08;

    // Until then the runtime compiles what it runs.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync()
    {
        await using var programs = new Programs();
        var (engine, address) = await programs.EngineAsync();
        var (bridge, endpoint) = await programs.BridgeAsync(address);
        ChildProgram[] both = [engine, bridge];
        var seconds = (int)(WarmUp + Measured).TotalSeconds + 5;
        var flood = programs.FloodAsync(endpoint, TradesPerSecond, seconds);
        await Task.Delay(WarmUp);
        var shares = await SharesAsync(both, Measured);
        var end = await flood;
        var idle = await SharesAsync(both, Idle);
        Console.WriteLine($"{end.Records:N0} trades in {end.Calls:N0} calls of the study, {seconds} s");
        for (var i = 0; i < both.Length; i++)
            Console.WriteLine($"{both[i].Name, -8} {Percent(shares[i])} of a core; without a study {Percent(idle[i])}");
        var all = shares.Sum();
        Console.WriteLine($"both     {Percent(all)} of a core (limit {Percent(ShareMax)})");
        Console.WriteLine(all <= ShareMax ? "processor: passed" : "processor: FAILED");
        return all <= ShareMax ? 0 : 1;
    }

    private static async Task<double[]> SharesAsync(ChildProgram[] programs, TimeSpan length)
    {
        var before = programs.Select(Processor).ToArray();
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(length);
        var took = Stopwatch.GetElapsedTime(began);
        return [.. programs.Select((program, i) => (Processor(program) - before[i]) / took)];
    }

    private static TimeSpan Processor(ChildProgram program)
    {
        using var process = Process.GetProcessById(program.Id);
        return process.TotalProcessorTime;
    }

    private static string Percent(double share) => (share * 100).ToString("0.0 '%'", CultureInfo.InvariantCulture);
}
