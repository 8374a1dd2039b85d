using System.Globalization;

namespace Performance.Path;

/// <summary>
/// The round trip of one call (20 trades and a book) through ZeroMQ, bridge and gRPC: to the real engine, and to one that only
/// answers. The two alternate in short rounds, so that whatever else the machine does meets both alike.
/// </summary>
internal static class PathMeasurement
{
    private const int Rounds = 160;
    private const int CallsPerRound = 50;
    private const int WarmUpRounds = 30;
    private const double P50RatioMax = 1.2;
    private const double P99RatioMax = 1.5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static async Task<int> RunAsync()
    {
        await using var programs = new Programs();
        var (_, echo) = await programs.EchoAsync();
        var (_, engine) = await programs.EngineAsync();
        var (_, echoBridge) = await programs.BridgeAsync(echo);
        var (_, engineBridge) = await programs.BridgeAsync(engine);
        using var floor = new PathProbe(echoBridge);
        using var full = new PathProbe(engineBridge);
        for (var round = 0; round < WarmUpRounds; round++)
        {
            floor.Measure(CallsPerRound, Pause);
            full.Measure(CallsPerRound, Pause);
        }

        var (floorMicros, fullMicros, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b) = (floor.Measure(CallsPerRound, Pause), full.Measure(CallsPerRound, Pause));
            floorMicros.AddRange(a);
            fullMicros.AddRange(b);
            ratios.Add(Percentiles.At(b, 0.5) / Percentiles.At(a, 0.5));
        }

        return Report(floorMicros, fullMicros, ratios);
    }

    private static int Report(List<double> floor, List<double> full, List<double> ratios)
    {
        var p50 = Percentiles.At(full, 0.5) / Percentiles.At(floor, 0.5);
        var p99 = Percentiles.At(full, 0.99) / Percentiles.At(floor, 0.99);
        Console.WriteLine($"round trips of one call of 20 trades and a book, {floor.Count} each, alternating");
        Console.WriteLine(Percentiles.Line("floor", floor));
        Console.WriteLine(Percentiles.Line("full", full));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ratio    p50 {p50:0.00} (limit {P50RatioMax}; rounds: p10 {Percentiles.At(ratios, 0.1):0.00}, p90 {Percentiles.At(ratios, 0.9):0.00})   p99 {p99:0.00} (limit {P99RatioMax})"
            )
        );
        var good = p50 <= P50RatioMax && p99 <= P99RatioMax;
        Console.WriteLine(good ? "path: passed" : "path: FAILED");
        return good ? 0 : 1;
    }
}
