using MiaIa.Engine.Host.Sessions;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class FrameLatenessTests
{
    private const long Second = 1_000_000_000;

    private const long Morning = 1_700_000_000 * Second;

    // By its own clock the study is 40 s ahead of the engine, and a frame is 5 ms under way.
    private const long Way = (-40 * Second) + 5_000_000;

    private FrameLateness _lateness;

    [SetUp]
    public void Begin() => _lateness = new();

    [Test]
    public void What_is_under_way_as_long_as_ever_is_not_late_whatever_the_clocks_differ_by()
    {
        Assert.That(Turn(100 * Second, Way, Way), Is.Zero);
        Assert.That(Turn(101 * Second, Way), Is.Zero);
    }

    [Test]
    public void What_waited_is_late_and_a_young_frame_behind_it_does_not_hide_it()
    {
        Turn(100 * Second, Way);
        Assert.That(Turn(109 * Second, Way + (8 * Second), Way + (3 * Second), Way), Is.EqualTo(8 * Second));
        Assert.That(Turn(109 * Second, Way), Is.Zero, "the next turn has nothing old in it");
    }

    [Test]
    public void A_turn_without_times_leaves_what_is_known()
    {
        Turn(100 * Second, Way);
        Turn(109 * Second, Way + (8 * Second));
        _lateness.BeginTurn();
        _lateness.Read(0, Morning + (109 * Second));
        Assert.That(_lateness.TurnNs, Is.EqualTo(8 * Second));
    }

    [Test]
    public void A_long_stand_still_forgets_nothing_of_the_clocks()
    {
        Turn(100 * Second, Way);
        Assert.That(Turn(1_000 * Second, Way + (800 * Second)), Is.EqualTo(800 * Second));
    }

    [Test]
    public void A_clock_that_was_set_makes_frames_late_for_two_minutes_at_most()
    {
        Turn(100 * Second, Way);
        var set = Way + (3_600 * Second);
        Assert.That(Turn(101 * Second, set), Is.EqualTo(3_600 * Second));
        Turn(161 * Second, set);
        Assert.That(Turn(222 * Second, set), Is.Zero);
        // Set back, it is no shorter way than there is: at once.
        Assert.That(Turn(223 * Second, Way), Is.Zero);
        // And so is a wall clock of ours that is set back.
        Assert.That(Turn(10 * Second, Way), Is.Zero);
    }

    private long Turn(long readUnixNs, params long[] ways)
    {
        _lateness.BeginTurn();
        foreach (var way in ways)
            _lateness.Read(Morning + readUnixNs - way, Morning + readUnixNs);
        return _lateness.TurnNs;
    }
}
