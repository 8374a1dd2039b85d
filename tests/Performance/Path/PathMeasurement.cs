using System.Globalization;
using MiaIa.Hosting.Credentials;

namespace Performance.Path;

/// <summary>
/// The round trip of one call (20 trades and a book) through ZeroMQ, bridge and gRPC: to the real engine, to one that only answers,
/// and through three bare processes that pass the same bytes over blocking TCP sockets. They alternate in short rounds, so that
/// whatever else the machine does meets all alike.
/// </summary>
internal static class PathMeasurement
{
    private const int Rounds = 160;
    private const int CallsPerRound = 50;
    private const int WarmUpRounds = 30;
    private const double P50RatioMax = 1.2;
    private const double P99RatioMax = 1.5;
    private const double BareRatioMax = 4.5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static async Task<int> RunAsync()
    {
        await using var programs = new Programs();
        var (_, echo) = await programs.EchoAsync();
        var (_, engine) = await programs.EngineAsync("engine", Programs.AnswersAtOnce);
        var (_, echoBridge) = await programs.BridgeAsync(echo);
        var (_, engineBridge) = await programs.BridgeAsync(engine);
        var token = AccessTokens.Open(programs.CredentialsFolder, AccessRole.Operate);
        using var bare = await BareAsync(programs, engineBridge, token);
        // After the slow starts: a probe has no heartbeat, and a silent study is forgotten.
        using var floor = new PathProbe(echoBridge, token);
        using var full = new PathProbe(engineBridge, token);
        for (var round = 0; round < WarmUpRounds; round++)
        {
            floor.Measure(CallsPerRound, Pause);
            full.Measure(CallsPerRound, Pause);
            bare.Measure(CallsPerRound, Pause);
        }

        var (floorMicros, fullMicros, bareMicros) = (new List<double>(), new List<double>(), new List<double>());
        var (ratios, bareRatios) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b, c) = (floor.Measure(CallsPerRound, Pause), full.Measure(CallsPerRound, Pause), bare.Measure(CallsPerRound, Pause));
            floorMicros.AddRange(a);
            fullMicros.AddRange(b);
            bareMicros.AddRange(c);
            ratios.Add(Percentiles.At(b, 0.5) / Percentiles.At(a, 0.5));
            bareRatios.Add(Percentiles.At(b, 0.5) / Percentiles.At(c, 0.5));
        }

        Console.WriteLine($"round trips of one call of 20 trades and a book, {floorMicros.Count} each, alternating");
        Console.WriteLine(Percentiles.Line("bare", bareMicros));
        Console.WriteLine(Percentiles.Line("floor", floorMicros));
        Console.WriteLine(Percentiles.Line("full", fullMicros));
        var p50 = Percentiles.At(fullMicros, 0.5) / Percentiles.At(floorMicros, 0.5);
        var p99 = Percentiles.At(fullMicros, 0.99) / Percentiles.At(floorMicros, 0.99);
        var toBare = Percentiles.At(fullMicros, 0.5) / Percentiles.At(bareMicros, 0.5);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"to floor p50 {p50:0.00} (limit {P50RatioMax}; {Spread(ratios)})   p99 {p99:0.00} (limit {P99RatioMax})"
            )
        );
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"to bare  p50 {toBare:0.00} (limit {BareRatioMax}; {Spread(bareRatios)})")
        );
        var good = p50 <= P50RatioMax && p99 <= P99RatioMax && toBare <= BareRatioMax;
        Console.WriteLine(good ? "path: passed" : "path: FAILED");
        return good ? 0 : 1;
    }

    private static async Task<BareProbe> BareAsync(Programs programs, string engineBridge, AccessToken token)
    {
        int call,
            answer;
        using (var sample = new PathProbe(engineBridge, token))
        {
            sample.Measure(1, Pause);
            (call, answer) = (sample.CallBytes, sample.AnswerBytes);
        }

        Console.WriteLine($"a call has {call} bytes, its answer {answer}");
        return new BareProbe(await programs.BareAsync(answer), call);
    }

    private static string Spread(List<double> ratios) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rounds: p10 {Percentiles.At(ratios, 0.1):0.00}, p90 {Percentiles.At(ratios, 0.9):0.00}"
        );
}
