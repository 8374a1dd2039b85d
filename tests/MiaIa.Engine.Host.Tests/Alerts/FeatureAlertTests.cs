using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>Features that say nothing new, from the study's frames to a channel: a session is played, three minutes of it between two looks.</summary>
public sealed class FeatureAlertTests
{
    private const int FramesAMinute = 120;
    private const int MinutesALook = 3;
    private const long Hour = 3_600_000_000;

    private readonly List<StudyFrame> _tape = TrendTape.Frames(5);
    private Webhook _webhook = null!;
    private MovedTime _time = null!;
    private AlertLooks _looks = null!;
    private int _minute;
    private ulong _counter;

    [SetUp]
    public void BeginAnew()
    {
        _webhook = new Webhook();
        _time = new MovedTime(new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero), oftener: 20);
        (_minute, _counter) = (0, 0);
    }

    [TearDown]
    public async Task Stop() => await _webhook.DisposeAsync();

    [Test]
    public async Task A_book_that_stands_still_for_a_quarter_of_an_hour_makes_a_dead_feature_until_it_moves()
    {
        const string Told = "WARNING feature_dead MES order_book_imbalance: exactly ";
        await using var engine = await StartAsync();
        using var study = await GreetAsync(engine);
        await _webhook.UntilAsync(Told, () => PlayAsync(study));
        Assert.That(_minute, Is.GreaterThanOrEqualTo(15));
        await _webhook.UntilAsync(
            "RESOLVED feature_dead MES order_book_imbalance",
            () => PlayAsync(study, frame => Change(frame, depth => depth.BidLots[0] += (uint)_minute))
        );
        Assert.That(_webhook.Count(Told), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_book_at_night_is_nobodys_business()
    {
        foreach (var frame in _tape)
            Change(frame, depth => depth.ObservedUnixUs -= 7 * Hour, trades => trades.BaseUnixUs -= 7 * Hour);
        await using var engine = await StartAsync();
        using var study = await GreetAsync(engine);
        while (_minute < 27)
            await PlayAsync(study);
        Assert.That(_webhook.Count("feature_"), Is.Zero);
        var night = engine.Server.Runner.Facts(_time.GetUtcNow(), isOpen: true, hasGateway: false).Instruments.Single(one => one.IsUsed);
        Assert.That((night.IsRegular, night.IsMarketOpen, night.MarketAt.Hour), Is.EqualTo((false, true, 7)));
        Assert.That(night.IsFeedStale, Is.False, "it would be judged by day");
    }

    [Test]
    public async Task Patterns_that_a_study_pushes_without_end_saturate_their_feature_until_they_end()
    {
        const string Told = "WARNING feature_saturated MES sierra_pattern_strength: +1.000 for 1";
        await using var engine = await StartAsync();
        using var study = await GreetAsync(engine);
        await _webhook.UntilAsync(Told, () => PlayAsync(study, pushes: true));
        Assert.That(_minute, Is.GreaterThanOrEqualTo(10));
        await _webhook.UntilAsync("RESOLVED feature_saturated MES sierra_pattern_strength", () => PlayAsync(study));
        Assert.That(_webhook.Count(Told), Is.EqualTo(1));
    }

    private Task<RunningEngine> StartAsync() =>
        RunningEngine.StartAsync(time: _time, alerts: new AlertSettings { Discord = _webhook.Settings });

    private async Task<ScriptedStudy> GreetAsync(RunningEngine engine)
    {
        var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        _looks = await AlertLooks.BeginAsync(engine);
        return study;
    }

    private async Task PlayAsync(ScriptedStudy study, Action<StudyFrame>? change = null, bool pushes = false)
    {
        Assert.That(_minute + MinutesALook, Is.LessThanOrEqualTo(_tape.Count / FramesAMinute), string.Join('|', _webhook.Taken));
        for (var end = _minute + MinutesALook; _minute < end; _minute++)
        {
            var part = _tape[(_minute * FramesAMinute)..((_minute + 1) * FramesAMinute)];
            foreach (var frame in part)
                change?.Invoke(frame);
            var closedUnixUs = part[^1].Depth.ObservedUnixUs;
            if (pushes)
                part.AddRange(Enumerable.Range(1, 4).Select(pattern => Pattern(pattern, closedUnixUs)));
            foreach (var frame in part)
                frame.Counter = ++_counter;
            await study.SendAsync([.. part]);
            await study.AckedAsync(_counter);
            // An alert is over when it is not seen for some seconds of the engine's clock.
            _time.Move(TimeSpan.FromSeconds(2));
        }

        await _looks.PassAsync();
    }

    private static void Change(StudyFrame frame, Action<DepthSnapshot> book, Action<TradeBatch>? trades = null)
    {
        if (frame.Depth is { } depth)
            book(depth);
        else if (frame.Trades is { } batch)
            trades?.Invoke(batch);
    }

    private static StudyFrame Pattern(int number, long unixUs) =>
        new()
        {
            Epoch = 5,
            Pattern = new Pattern
            {
                Name = $"pattern_{number}",
                Direction = Direction.Long,
                Strength = 1,
                ObservedUnixUs = unixUs,
            },
        };
}
