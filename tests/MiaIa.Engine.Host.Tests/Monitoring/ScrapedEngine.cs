using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MiaIa.Engine.Host.Tests.Processes;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Monitoring;

/// <summary>The engine's program with everything that it can measure: a study, a chain, a Gateway that is not there; and its port for metrics.</summary>
internal sealed class ScrapedEngine : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EngineProcess _engine;
    private readonly Grpc.Net.Client.GrpcChannel _channel;
    private readonly ScriptedStudy _study;
    private readonly ScriptedStudy _live;
    private readonly CancellationTokenSource _stopping = new();
    private Task _going = Task.CompletedTask;

    private ScrapedEngine(TemporaryFolder folder, EngineProcess engine, Grpc.Net.Client.GrpcChannel channel, int port)
    {
        (_folder, _engine, _channel) = (folder, engine, channel);
        _study = new ScriptedStudy(channel);
        _live = new ScriptedStudy(channel);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    internal HttpClient Http { get; }

    internal static async Task<ScrapedEngine> StartAsync(params string[] more)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("options"));
        var port = FreePort();
        var engine = EngineProcess.Start([
            "--Port=0",
            $"--Metrics:Port={port}",
            $"--Journal:Directory={folder.File("journal")}",
            $"--Log:Folder={folder.File("logs")}",
            $"--Options:Folder={folder.File("options")}",
            "--Options:TableIsReplay=true",
            $"--Options:HistoryFolder={folder.File("history")}",
            "--Ibkr:Enabled=true",
            $"--Ibkr:Port={FreePort()}",
            $"--Ibkr:CacheFolder={folder.File("cache")}",
            .. more,
        ]);
        var scraped = new ScrapedEngine(folder, engine, TestAccess.Channel(await engine.ReadyAsync()), port);
        try
        {
            await scraped.FeedAsync();
            return scraped;
        }
        catch
        {
            // Its program would go on behind a test that failed.
            scraped.Dispose();
            throw;
        }
    }

    internal async Task<string> ScrapeAsync() => await Http.GetStringAsync("metrics");

    /// <summary>Scrapes until every name is there; an engine that has just begun has not been sampled yet.</summary>
    internal async Task<string> ScrapeAsync(IReadOnlyCollection<string> names)
    {
        for (var attempt = 0; ; attempt++)
        {
            var text = await ScrapeAsync();
            var missing = names.Where(name => !text.Contains($"\n{name}", StringComparison.Ordinal)).ToArray();
            if (missing.Length == 0)
                return text;
            Assert.That(attempt, Is.LessThan(300), $"not in the scrape: {string.Join(", ", missing)}");
            await Task.Delay(100);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _going.Wait(TimeSpan.FromSeconds(30));
        _stopping.Dispose();
        _live.Dispose();
        Http.Dispose();
        _study.Dispose();
        _channel.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    // The tape, and the chain beside it once there is a price; another study that is live; a frame that says its times, one that is refused, a beat.
    private async Task FeedAsync()
    {
        const ulong epoch = 7;
        // Without a label a chain that is replayed serves nobody.
        var hello = TrendTape.Hello(epoch);
        hello.Hello.Label = "REPLAY";
        await _study.GreetAsync(hello);
        var tape = TrendTape.Frames(epoch);
        await SendAsync(tape[..150]);
        await File.WriteAllTextAsync(_folder.File("options/_SPX.json"), Chain());
        await ScrapeAsync(["miaia_options_coverage{"]);
        await SendAsync(tape[150..1_200]);

        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        await _live.GreetAsync(SampleFrames.Hello(8));
        var timed = SampleFrames.Trades(8, 1, timeUnixUs: now / 1000);
        (timed.StudySeenUnixNs, timed.StudySentUnixNs) = (now, now + 20_000);
        (timed.BridgeReceivedUnixNs, timed.BridgeSentUnixNs) = (now + 80_000, now + 90_000);
        await _live.SendAsync(timed);
        await _live.AckedAsync(1);
        var refused = SampleFrames.Trades(8, 2);
        refused.Trades.VolumeLots[0] = 0;
        var beat = SampleFrames.Heartbeat(8, 2);
        beat.Heartbeat.Counters = new StudyCounters { Calls = 9, CallUsMax = 61 };
        await _live.SendAsync(refused, beat);
        await _live.AckedAsync(2);
        _going = GoOnAsync(tape[1_200..]);
    }

    // A tape that stands still makes features stale.
    private async Task GoOnAsync(List<StudyFrame> tape)
    {
        foreach (var part in tape.Chunk(4))
        {
            if (_stopping.IsCancellationRequested)
                return;
            await SendAsync([.. part]);
            await Task.Delay(50);
        }
    }

    private async Task SendAsync(List<StudyFrame> frames)
    {
        foreach (var part in frames.Chunk(200))
            await _study.SendAsync(part);
        await _study.AckedAsync(frames[^1].Counter);
    }

    // As Cboe serves one, for the hour of the tape.
    private static string Chain()
    {
        var options =
            from expiry in (string[])["230629", "230630", "230707"]
            from step in Enumerable.Range(0, 81)
            let strike = 4_190 + (5 * step)
            from right in "CP"
            let away = Math.Max((right == 'C' ? 1 : -1) * (4_390 - strike), 0)
            let bid = away + (15 * Math.Exp(-Math.Abs(strike - 4_390) / 60.0))
            select new Dictionary<string, object>
            {
                ["option"] = string.Create(CultureInfo.InvariantCulture, $"SPXW{expiry}{right}{strike * 1000:00000000}"),
                ["bid"] = Math.Round(bid, 2),
                ["ask"] = Math.Round(bid + 0.2, 2),
                ["iv"] = 0.12,
                ["open_interest"] = 500 + (7 * step),
                ["volume"] = 10 + step,
            };
        var table = new Dictionary<string, object>
        {
            ["current_price"] = 4_390,
            ["last_trade_time"] = "2023-06-29T10:01:00",
            ["options"] = options,
        };
        return JsonSerializer.Serialize(new Dictionary<string, object> { ["data"] = table });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
