using MiaIa.Alerts.Facts;
using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>A session of a Thursday that is played on another day has its own calendar.</summary>
public sealed class PlayedTapeAlertTests
{
    private static readonly DateTimeOffset Sunday = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task On_a_Sunday_a_feed_that_is_played_is_missed_when_it_falls_silent()
    {
        var time = new MovedTime(Sunday, oftener: 20);
        await using var engine = await RunningEngine.StartAsync(time: time);
        using var study = engine.Study();
        await PlayAsync(study);
        var alerts = new V1.Alerts.AlertsClient(engine.Channel);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            time.Move(TimeSpan.FromSeconds(1));
            var list = await alerts.ListAsync(new ListAlertsRequest { OnlyOpen = true });
            if (list.Alert.Any(alert => alert is { Code: "stale_feed", Subject: "MES" }))
                return;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not told in two minutes: {list}");
            await Task.Delay(50);
        }
    }

    [Test]
    public async Task It_is_open_by_its_own_time_and_all_others_by_this_machines()
    {
        await using var engine = await RunningEngine.StartAsync(time: new MovedTime(Sunday));
        using var study = engine.Study();
        await PlayAsync(study);
        Assert.That(Open(Facts(engine, Sunday, isOpen: false)), Is.EqualTo("MES"));
        Assert.That(Open(Facts(engine, Monday, isOpen: true)), Is.EqualTo("ES MES NQ MNQ"));
        var played = Facts(engine, Sunday, isOpen: false).Instruments.Single(one => one.Name == "MES");
        Assert.That(played.MarketAt.Date, Is.EqualTo(new DateTime(2023, 6, 29)));
        Assert.That(played.IsPast, "what is said of its features and gates is not of now");
    }

    [Test]
    public async Task Of_a_feature_that_has_just_begun_it_is_known_how_much_history_it_waits_for()
    {
        await using var engine = await RunningEngine.StartAsync(time: new MovedTime(Sunday));
        using var study = engine.Study();
        await PlayAsync(study);
        var played = Facts(engine, Sunday, isOpen: false).Instruments.Single(one => one.Name == "MES");
        var waiting = played.Features.Where(feature => feature.History > TimeSpan.Zero).ToDictionary(feature => feature.Name);
        Assert.That(waiting["volume_imbalance_signal"].Reason, Does.StartWith("under 19 closed bars"));
        Assert.That(waiting["volume_imbalance_signal"].History, Is.EqualTo(TimeSpan.FromMinutes(19)));
        Assert.That(waiting["volume_confirmation"].History, Is.EqualTo(TimeSpan.FromMinutes(11)), waiting["volume_confirmation"].Reason);
    }

    private static async Task PlayAsync(ScriptedStudy study)
    {
        var hello = TrendTape.Hello(5);
        hello.Hello.Label = "REPLAY";
        await study.GreetAsync(hello);
        var frames = TrendTape.Frames(5).Take(20).ToArray();
        await study.SendAsync(frames);
        _ = await study.AckedAsync(frames[^1].Counter);
    }

    private static EngineFacts Facts(RunningEngine engine, DateTimeOffset at, bool isOpen) =>
        engine.Server.Runner.Facts(at, isOpen, hasGateway: false);

    private static string Open(EngineFacts facts) =>
        string.Join(' ', facts.Instruments.Where(one => one.IsMarketOpen).Select(one => one.Name));
}
