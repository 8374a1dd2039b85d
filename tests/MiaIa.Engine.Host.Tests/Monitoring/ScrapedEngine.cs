using System.Net;
using System.Net.Sockets;
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
    // Two options of an index, as Cboe serves them.
    private const string Chain = """
        {"data":{"current_price":6849.09,"last_trade_time":"2025-11-28T12:30:00","options":[
        {"option":"SPXW251128C06850000","bid":6.1,"ask":6.3,"iv":0.12,"open_interest":1200.0,"volume":900.0},
        {"option":"SPXW251128P06850000","bid":7.0,"ask":7.2,"iv":0.12,"open_interest":300.0,"volume":70.0}]}}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly EngineProcess _engine;
    private readonly Grpc.Net.Client.GrpcChannel _channel;
    private readonly ScriptedStudy _study;

    private ScrapedEngine(TemporaryFolder folder, EngineProcess engine, Grpc.Net.Client.GrpcChannel channel, int port)
    {
        (_folder, _engine, _channel) = (folder, engine, channel);
        _study = new ScriptedStudy(channel);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    internal HttpClient Http { get; }

    internal static async Task<ScrapedEngine> StartAsync(params string[] more)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("options"));
        await File.WriteAllTextAsync(folder.File("options/_SPX.json"), Chain);
        var port = FreePort();
        var engine = EngineProcess.Start([
            "--Port=0",
            $"--Metrics:Port={port}",
            $"--Journal:Directory={folder.File("journal")}",
            $"--Log:Folder={folder.File("logs")}",
            $"--Options:Folder={folder.File("options")}",
            $"--Options:HistoryFolder={folder.File("history")}",
            "--Ibkr:Enabled=true",
            $"--Ibkr:Port={FreePort()}",
            $"--Ibkr:CacheFolder={folder.File("cache")}",
            .. more,
        ]);
        var scraped = new ScrapedEngine(folder, engine, TestAccess.Channel(await engine.ReadyAsync()), port);
        await scraped.FeedAsync();
        return scraped;
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
            Assert.That(attempt, Is.LessThan(300), $"not in the scrape: {string.Join(", ", missing)}\n{text}");
            await Task.Delay(100);
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _study.Dispose();
        _channel.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    private async Task FeedAsync()
    {
        await _study.GreetAsync(SampleFrames.Hello());
        var refused = SampleFrames.Trades(counter: 3);
        refused.Trades.VolumeLots[0] = 0;
        var timed = SampleFrames.Trades(counter: 1);
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        (timed.StudySeenUnixNs, timed.StudySentUnixNs) = (now, now + 20_000);
        (timed.BridgeReceivedUnixNs, timed.BridgeSentUnixNs) = (now + 80_000, now + 90_000);
        var beat = SampleFrames.Heartbeat(newest: 3);
        beat.Heartbeat.Counters = new StudyCounters { Calls = 9, CallUsMax = 61 };
        await _study.SendAsync(timed, SampleFrames.Depth(counter: 2), refused, beat);
        await _study.AckedAsync(3);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
