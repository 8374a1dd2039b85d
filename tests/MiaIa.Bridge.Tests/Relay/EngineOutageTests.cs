using MiaIa.Bridge.Tests.Scripted;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>The engine is absent, dies, is slow, refuses: the study knows, and its ring loses nothing.</summary>
public sealed class EngineOutageTests
{
    private RelayFixture _bridge = null!;

    [SetUp]
    public void SetUp() => _bridge = new RelayFixture();

    [TearDown]
    public void TearDown() => _bridge.Dispose();

    [Test]
    public void An_engine_that_comes_later_gets_everything_from_the_ring()
    {
        _bridge.Engine.GoAway();
        var study = _bridge.Study(1);
        study.SayHello();
        study.Make(300);
        study.SendAgain(1);
        Eventually.True(
            () => study.Received.Any(f => f.Heartbeat is { EngineConnected: false, Text: "the engine is away" }),
            "told so",
            study
        );
        Eventually.True(() => _bridge.Counters.DroppedEngineAway == 1, "the early frame is counted");
        _bridge.Engine.ComeBack();
        _bridge.AssertAllArrived(study);
        Eventually.True(() => study.EngineConnected, "told so", study);
    }

    [Test]
    public void A_study_hears_what_is_being_done_about_an_engine_that_is_away()
    {
        _bridge.Engine.GoAway();
        _bridge.Engine.WhyAway = "this bridge has started it, it does not answer yet";
        var study = _bridge.Study(1);
        study.SayHello();
        Eventually.True(
            () => study.Received.Any(f => f.Heartbeat is { EngineConnected: false } h && h.Text == _bridge.Engine.WhyAway),
            "told so",
            study
        );
    }

    [Test]
    public void An_engine_that_dies_in_mid_stream_goes_on_where_its_journal_ends()
    {
        var study = _bridge.Attached(1);
        for (var round = 1; round <= 5; round++)
        {
            study.Make(200);
            Eventually.True(() => study.Acknowledged > (ulong)((round - 1) * 200), "under way", study);
            _bridge.Engine.GoAway();
            study.Make(100);
            Eventually.True(() => !study.EngineConnected, "told so", study);
            _bridge.Engine.ComeBack();
            Eventually.True(() => study.Welcomes == round + 1, "welcomed again", study);
            study.Make(100);
            Eventually.True(() => study.Acknowledged == study.Newest, "all", study);
        }

        _bridge.AssertAllArrived(study);
        Assert.That((_bridge.Counters.Attached, _bridge.Counters.Lost), Is.EqualTo((6, 5)));
        Assert.That(_bridge.Engine.Hellos, Has.Count.EqualTo(6));
    }

    [Test]
    public void An_engine_that_does_not_read_fast_enough_gets_the_rest_later()
    {
        var study = _bridge.Attached(1);
        study.Make(10);
        Eventually.True(() => study.Acknowledged == 10, "first frames", study);
        _bridge.Engine.IsSlow = true;
        study.Make(50);
        Eventually.True(() => _bridge.Counters.DroppedEngineSlow > 0, "dropped and counted", study);
        _bridge.Engine.IsSlow = false;
        _bridge.AssertAllArrived(study);
    }

    [Test]
    public void A_refusal_reaches_the_study_and_ends_the_line()
    {
        _bridge.Engine.Refuses = true;
        var study = _bridge.Study(1);
        study.SayHello();
        Eventually.True(() => study.Refusals.Any(), "the refusal", study);
        Assert.That(study.Refusals.Single().Code, Is.EqualTo("bad_tick_size"));
        Eventually.True(() => _bridge.Engine.ClosedLinks == 1, "the line is closed");
        study.Make(1);
        study.SendAgain(1);
        Eventually.True(() => _bridge.Counters.DroppedNotPublisher == 1, "its frames are dropped and counted");
    }

    [Test]
    public void A_refused_study_leaves_its_place_to_the_next()
    {
        _bridge.Engine.Refuses = true;
        var first = _bridge.Study(1);
        first.SayHello();
        Eventually.True(() => first.Refusals.Any(), "the refusal", first);
        _bridge.Engine.Refuses = false;
        var second = _bridge.Attached(2);
        Assert.That(second.Role, Is.EqualTo(Role.Publisher));
    }

    [Test]
    public void A_stop_tells_the_studies_and_closes_the_lines()
    {
        var study = _bridge.Attached(1);
        study.Make(20);
        study.Pump();
        _bridge.Relay.Stop();
        Assert.That(_bridge.Relay.Ended.Wait(Eventually.Limit), Is.True);
        Eventually.True(
            () => study.Received.Any(f => f.Heartbeat is { EngineConnected: false, Text: "the bridge is stopping" }),
            "told so",
            study
        );
        Assert.That(_bridge.Engine.ClosedLinks, Is.EqualTo(1));
    }
}
