using System.Diagnostics;
using System.Globalization;
using MiaIa.Cli.Programs;
using MiaIa.Hosting.Credentials;
using Performance.Path;

namespace Performance.Page;

/// <summary>
/// What the page costs. First the round trip of <see cref="PathMeasurement"/> through two engines of one build: one with neither page nor metrics, one
/// that five browsers watch and whose metrics are read each second; in turns, and so are two that are alike, for what the machine itself makes of it.
/// Then the processor's time of the watched one under a market of 100 calls a second, with and without its watchers, in turns.
/// </summary>
internal static class PageMeasurement
{
    private const int Rounds = 160;
    private const int CallsPerRound = 50;
    private const int WarmUpRounds = 30;
    private const double RatioMax = 1.10;
    private const double ShareMax = 0.01;
    private const int PhasePairs = 6;
    private const int PhaseCalls = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MarketPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ScrapeEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        await using var programs = new Programs();
        string[] without = ["--Page:Enabled=false", "--Metrics:Enabled=false"];
        var metrics = PageDoor.FreePort();
        var (_, _, plainBridge) = await StartAsync(programs, "plain", without);
        var (_, _, alikeBridge) = await StartAsync(programs, "alike", without);
        var (program, engine, watchedBridge) = await StartAsync(programs, "watched", $"--Metrics:Port={metrics}");
        using var stop = new CancellationTokenSource();
        var scraping = ScrapeAsync(new UriBuilder("http", "127.0.0.1", metrics, "metrics").Uri, stop.Token);
        var door = await PageDoor.EnterAsync(engine, programs.CredentialsFolder);
        var token = AccessTokens.Open(programs.CredentialsFolder, AccessRole.Operate);
        // A probe has no heartbeat, and a silent study is forgotten: none waits for the slow first calls of another's programs.
        foreach (var bridge in (string[])[plainBridge, alikeBridge, watchedBridge])
        {
            using var first = new PathProbe(bridge, token);
            first.Measure(CallsPerRound, Pause);
        }

        using var plain = new PathProbe(plainBridge, token);
        using var alike = new PathProbe(alikeBridge, token);
        using var watched = new PathProbe(watchedBridge, token);
        var isNear = await CompareAsync(door, plain, alike, watched);
        var isCheap = await CostAsync(door, program, watched);
        await stop.CancelAsync();
        await scraping;
        Console.WriteLine(isNear && isCheap ? "page: passed" : "page: FAILED");
        return isNear && isCheap ? 0 : 1;
    }

    private static async Task<(ChildProgram Program, Uri Engine, string Bridge)> StartAsync(
        Programs programs,
        string name,
        params string[] more
    )
    {
        var (program, address) = await programs.EngineAsync(name, [Programs.AnswersAtOnce, .. more]);
        var (_, bridge) = await programs.BridgeAsync(address);
        return (program, new Uri(address), bridge);
    }

    private static async Task<bool> CompareAsync(PageDoor door, PathProbe plain, PathProbe alike, PathProbe watched)
    {
        var times = new Dictionary<PathProbe, List<double>>
        {
            [plain] = [],
            [alike] = [],
            [watched] = [],
        };
        var (ratios, alikeRatios) = (new List<double>(), new List<double>());
        await using var browsers = new Browsers(door);
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var medians = new Dictionary<PathProbe, double>();
            foreach (var (probe, all) in times)
            {
                var measured = probe.Measure(CallsPerRound, Pause);
                medians[probe] = Percentiles.At(measured, 0.5);
                if (round >= 0)
                    all.AddRange(measured);
            }

            if (round < 0)
                continue;
            ratios.Add(medians[watched] / medians[plain]);
            alikeRatios.Add(medians[alike] / medians[plain]);
        }

        Console.WriteLine($"round trips of one call of 20 trades and a book, {times[plain].Count} each, in turns");
        Console.WriteLine(Percentiles.Line("without", times[plain]));
        Console.WriteLine(Percentiles.Line("alike", times[alike]));
        Console.WriteLine(Percentiles.Line("watched", times[watched]));
        var p50 = Percentiles.At(times[watched], 0.5) / Percentiles.At(times[plain], 0.5);
        Console.WriteLine(
            F($"to without p50 {p50:0.000} (limit {RatioMax:0.00}); of rounds {Spread(ratios)}; alike {Spread(alikeRatios)}")
        );
        return p50 <= RatioMax;
    }

    private static async Task<bool> CostAsync(PageDoor door, ChildProgram engine, PathProbe market)
    {
        var (shares, alone) = (new List<double>(), new List<double>());
        var (bytes, seconds) = (0L, 0.0);
        // The runner goes on looking for a moment after the last watcher has left.
        market.Measure(100, MarketPause);
        for (var pair = 0; pair < PhasePairs; pair++)
        {
            var (quiet, _) = Use(engine, market);
            await using var browsers = new Browsers(door);
            market.Measure(100, MarketPause);
            var before = browsers.Bytes;
            var (busy, took) = Use(engine, market);
            (bytes, seconds) = (bytes + browsers.Bytes - before, seconds + took);
            shares.Add((busy - quiet) / Watcher.Views.Length);
            alone.Add(quiet);
        }

        var share = Percentiles.At(shares, 0.5);
        var kibPerSecond = bytes / seconds / Watcher.Views.Length / 1024;
        Console.WriteLine(
            F(
                $"the engine alone {Percentiles.At(alone, 0.5):0.0000} of a core under {1000 / MarketPause.TotalMilliseconds:0} calls a second; each watcher"
            ) + F($" {share:0.0000} on top (limit {ShareMax:0.00}; {Spread(shares)}), {kibPerSecond:0.0} KiB/s")
        );
        return share <= ShareMax;
    }

    // Of a core, and for how many seconds.
    private static (double Share, double Seconds) Use(ChildProgram engine, PathProbe market)
    {
        var (used, began) = (ProcessorTime(engine), Stopwatch.GetTimestamp());
        market.Measure(PhaseCalls, MarketPause);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return ((ProcessorTime(engine) - used).TotalSeconds / seconds, seconds);
    }

    private static TimeSpan ProcessorTime(ChildProgram engine)
    {
        using var now = Process.GetProcessById(engine.Id);
        return now.TotalProcessorTime;
    }

    private static async Task ScrapeAsync(Uri metrics, CancellationToken stop)
    {
        using var client = new HttpClient();
        try
        {
            while (true)
            {
                await client.GetStringAsync(metrics, stop);
                await Task.Delay(ScrapeEvery, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static string Spread(List<double> values) =>
        F($"p10 {Percentiles.At(values, 0.1):0.0000}, p50 {Percentiles.At(values, 0.5):0.0000}, p90 {Percentiles.At(values, 0.9):0.0000}");

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Browsers(PageDoor door) : IAsyncDisposable
    {
        private readonly Watcher[] _all = [.. Watcher.Views.Select(view => new Watcher(door, view))];

        internal long Bytes => _all.Sum(one => one.Bytes);

        public async ValueTask DisposeAsync()
        {
            foreach (var one in _all)
                await one.DisposeAsync();
        }
    }
}
