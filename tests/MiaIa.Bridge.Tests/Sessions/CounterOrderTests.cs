using MiaIa.Bridge.Sessions;

namespace MiaIa.Bridge.Tests.Sessions;

public sealed class CounterOrderTests
{
    [Test]
    public void Frames_in_order_are_next_one_by_one()
    {
        var order = new CounterOrder();
        for (var counter = 1ul; counter <= 5; counter++)
        {
            Assert.That(order.Judge(counter, counter), Is.EqualTo(CounterVerdict.Next));
            order.Apply(counter);
        }

        Assert.That(order.Expected, Is.EqualTo(6));
    }

    [Test]
    public void A_frame_that_found_no_room_stays_the_next_one()
    {
        var order = new CounterOrder();
        Assert.That(order.Judge(1, 1), Is.EqualTo(CounterVerdict.Next));
        Assert.That(order.Judge(2, 2), Is.EqualTo(CounterVerdict.Ahead));
        Assert.That(order.Judge(1, 1), Is.EqualTo(CounterVerdict.Next));
    }

    [Test]
    public void What_was_taken_is_a_duplicate()
    {
        var order = new CounterOrder();
        order.Apply(3);
        Assert.That(order.Judge(3, 3), Is.EqualTo(CounterVerdict.Duplicate));
        Assert.That(order.Judge(1, 3), Is.EqualTo(CounterVerdict.Duplicate), "a gap that is over");
    }

    [Test]
    public void A_gap_stands_for_all_its_frames_also_when_some_of_them_came()
    {
        var order = new CounterOrder();
        order.Apply(3);
        Assert.That(order.Judge(2, 9), Is.EqualTo(CounterVerdict.Next));
        Assert.That(order.Judge(5, 9), Is.EqualTo(CounterVerdict.Ahead), "frame 4 is missing before the gap");
        order.Apply(9);
        Assert.That(order.Expected, Is.EqualTo(10));
    }

    [Test]
    public void The_engine_moves_the_order_and_zero_means_from_the_start()
    {
        var order = new CounterOrder();
        order.MoveTo(40);
        Assert.That(order.Judge(39, 39), Is.EqualTo(CounterVerdict.Duplicate));
        order.MoveTo(0);
        Assert.That(order.Expected, Is.EqualTo(1));
    }

    [Test]
    public void An_acknowledgement_moves_the_order_up_and_never_back()
    {
        var order = new CounterOrder();
        order.MoveUpTo(12);
        Assert.That(order.Expected, Is.EqualTo(12));
        order.MoveUpTo(5);
        Assert.That(order.Expected, Is.EqualTo(12));
    }

    [Test]
    public void A_missing_tail_is_found_by_the_second_heartbeat_that_sees_it()
    {
        var order = new CounterOrder();
        order.Apply(7);
        Assert.That(order.TailIsMissing(9), Is.False, "frames 8 and 9 may be on their way");
        Assert.That(order.TailIsMissing(9), Is.True);
        order.Apply(9);
        Assert.That(order.TailIsMissing(12), Is.False, "something came since");
        Assert.That(order.TailIsMissing(9), Is.False, "nothing is missing");
    }
}
