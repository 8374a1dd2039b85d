using Google.Protobuf;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>Whatever happens to frames on the first hop, the engine gets each once and in order.</summary>
public sealed class OrderTests
{
    private RelayFixture _bridge = null!;

    [SetUp]
    public void SetUp() => _bridge = new RelayFixture();

    [TearDown]
    public void TearDown() => _bridge.Dispose();

    [Test]
    public void Frames_arrive_in_order_and_byte_for_byte_with_two_times_behind_them()
    {
        var study = _bridge.Attached(1);
        study.Make(2_000);
        _bridge.AssertAllArrived(study);
        Assert.That(_bridge.Counters.FramesRelayed - _bridge.Engine.Unsequenced.Count, Is.EqualTo(2_000));
        Assert.That(_bridge.Counters.RefusedTotal, Is.Zero);
    }

    [Test]
    public void Fault_08_A_lost_frame_is_asked_for_and_nothing_is_missing()
    {
        var study = _bridge.Attached(1);
        study.LoseOnTheWay(50);
        study.LoseOnTheWay(51);
        study.LoseOnTheWay(90);
        study.Make(100);
        _bridge.AssertAllArrived(study);
        Assert.That(study.ResendsAsked, Is.GreaterThan(0));
        Assert.That(_bridge.Counters.OutOfOrder, Is.GreaterThan(0));
    }

    [Test]
    public void Fault_09_a_duplicated_frame_is_dropped_and_counted()
    {
        var study = _bridge.Attached(1);
        study.Make(3);
        var again = study.Made[2];
        _bridge.AssertAllArrived(study);
        study.SendRaw(again);
        Eventually.True(() => _bridge.Counters.Duplicates == 1, "the duplicate is counted", study);
        _bridge.AssertAllArrived(study);
    }

    [Test]
    public void Fault_09_a_frame_that_overtakes_others_is_taken_in_its_turn()
    {
        var study = _bridge.Attached(1);
        study.Make(5);
        study.SendAgain(4);
        study.SendAgain(2);
        Eventually.True(() => _bridge.Counters.OutOfOrder == 2, "both came too early");
        _bridge.AssertAllArrived(study);
    }

    [Test]
    public void A_declared_gap_takes_the_place_of_what_is_lost()
    {
        var study = _bridge.Attached(1);
        study.Make(10);
        _bridge.AssertAllArrived(study);
        study.Make(20);
        study.LoseRing(first: 11);
        study.Make(5);
        Eventually.True(() => study.Acknowledged == 35, "all acknowledged", study);
        Assert.That(
            _bridge.Engine.JournalOf(1).Keys,
            Is.EqualTo(Enumerable.Range(1, 10).Append(30).Concat(Enumerable.Range(31, 5)).Select(c => (ulong)c))
        );
        Assert.That((_bridge.Counters.Gaps, _bridge.Counters.FramesInGaps), Is.EqualTo((1, 20)));
        Assert.That(_bridge.Engine.OutOfOrder, Is.Zero);
        Assert.That(study.HelloRequests, Is.EqualTo(1), "the gap goes beyond the Hello, so the study is asked how far it is");
    }

    [TestCase(1ul << 63, TestName = "A_forged_gap_silences_nobody")]
    [TestCase(ulong.MaxValue - 1, TestName = "A_forged_gap_to_the_end_of_all_numbers_silences_nobody")]
    public void A_gap_beyond_what_was_announced(ulong last)
    {
        var study = _bridge.Attached(1);
        study.Make(10);
        _bridge.AssertAllArrived(study);
        study.SendRaw(
            new StudyFrame
            {
                Epoch = 1,
                Counter = last,
                Gap = new Gap
                {
                    FirstCounter = 11,
                    LastCounter = last,
                    Reason = "forged",
                },
            }.ToByteArray()
        );
        Eventually.True(() => _bridge.Counters.Refused(FrameFault.UnannouncedGap) > 0, "it is refused", study);
        study.Make(10);
        _bridge.AssertAllArrived(study);
        Assert.That((_bridge.Counters.Gaps, _bridge.Counters.FramesInGaps), Is.EqualTo((0, 0)));
        Assert.That(study.Refusals, Is.Empty, "a study that is told Refused rests");
    }

    [Test]
    public void A_goodbye_that_names_an_impossible_frame_leaves_no_negative_count()
    {
        var study = _bridge.Attached(1);
        study.SendRaw(
            new StudyFrame
            {
                Epoch = 1,
                Goodbye = new Goodbye { NewestCounter = ulong.MaxValue },
            }.ToByteArray()
        );
        study.SendHeartbeat();
        Eventually.True(() => _bridge.Counters.FromUnknownStudy > 0, "it has gone", study);
        Assert.That(_bridge.Counters.UndeliveredAtGoodbye, Is.Zero);
    }

    [Test]
    public void A_lost_last_frame_is_found_by_heartbeats()
    {
        var study = _bridge.Attached(1);
        study.LoseOnTheWay(7);
        study.Make(7);
        Eventually.True(() => study.Acknowledged == 6, "all but the last", study);
        // Heartbeats answer the bridge's own, once a second.
        _bridge.AssertAllArrived(study);
        Assert.That(_bridge.Engine.Unsequenced.Any(f => f.BodyCase == StudyFrame.BodyOneofCase.Heartbeat), Is.True);
    }

    [Test]
    public void The_engines_own_resend_request_moves_the_order_back()
    {
        var study = _bridge.Attached(1);
        study.Make(10);
        Eventually.True(() => study.Acknowledged == 10, "all", study);
        _bridge.Engine.Say(1, new EngineFrame { ResendRequest = new ResendRequest { FromCounter = 11 } });
        study.Make(1);
        _bridge.AssertAllArrived(study);
        Assert.That(study.ResendsAsked, Is.EqualTo(1));
    }

    [Test]
    public void A_study_that_the_bridge_does_not_know_is_asked_for_hello()
    {
        var study = _bridge.Study(1);
        study.Make(3);
        study.SendAgain(1);
        Eventually.True(() => study.Welcomes == 1, "welcome after the asked hello", study);
        Assert.That(study.HelloRequests, Is.EqualTo(1));
        Assert.That(_bridge.Counters.FromUnknownStudy, Is.EqualTo(1));
        _bridge.AssertAllArrived(study);
    }

    [Test]
    public void Two_studies_of_two_instruments_do_not_mix()
    {
        var es = _bridge.Attached(1);
        var nq = _bridge.Study(2, instrument: "NQ");
        nq.SayHello();
        es.Make(500);
        nq.Make(400);
        Eventually.True(() => es.Acknowledged == 500 && nq.Acknowledged == 400, "both are through", es, nq);
        _bridge.AssertAllArrived(es);
        _bridge.AssertAllArrived(nq);
    }
}
