using MiaIa.Bridge.Link;
using MiaIa.Bridge.Wire;

namespace MiaIa.Bridge.Tests.Link;

public sealed class DownstreamQueueTests
{
    [Test]
    public void Signals_keep_their_order_and_acknowledgements_come_after_them_only_once()
    {
        var queue = new DownstreamQueue(8);
        queue.TryAdd(EngineBody.Ack, "ack 1"u8);
        queue.TryAdd(EngineBody.Signal, "signal 1"u8);
        queue.TryAdd(EngineBody.Ack, "ack 2, longer"u8);
        queue.TryAdd(EngineBody.Levels, "levels"u8);
        queue.TryAdd(EngineBody.OrderCommand, "order"u8);
        queue.TryAdd(EngineBody.Ack, "ack 3"u8);
        Assert.That(Drain(queue), Is.EqualTo("signal 1|order|ack 3|levels"));
        Assert.That(queue.Conflated, Is.EqualTo(2));
    }

    [TestCase("Halt")]
    [TestCase("Flatten")]
    [TestCase("Resume")]
    public void Fault_38_A_view_from_before_a_switch_does_not_come_behind_it(string word)
    {
        var queue = new DownstreamQueue(8);
        queue.TryAdd(EngineBody.TradingView, "before"u8);
        queue.TryAdd(EngineBody.State, "score"u8);
        queue.TryAdd(Enum.Parse<EngineBody>(word), "switch"u8);
        Assert.That(Drain(queue), Is.EqualTo("switch|score"));
        queue.TryAdd(Enum.Parse<EngineBody>(word), "switch"u8);
        queue.TryAdd(EngineBody.TradingView, "after"u8);
        Assert.That(Drain(queue), Is.EqualTo("switch|after"));
    }

    [Test]
    public void A_full_queue_says_no_to_a_signal_and_loses_none_that_it_took()
    {
        var queue = new DownstreamQueue(2);
        Assert.That(queue.TryAdd(EngineBody.Signal, "1"u8), Is.True);
        Assert.That(queue.TryAdd(EngineBody.Halt, "2"u8), Is.True);
        Assert.That(queue.TryAdd(EngineBody.Signal, "3"u8), Is.False);
        Assert.That(queue.TryAdd(EngineBody.Ack, "ack"u8), Is.True, "acknowledgements always find room");
        Assert.That(Drain(queue), Is.EqualTo("1|2|ack"));
    }

    [Test]
    public void A_kind_that_this_version_does_not_know_is_not_dropped()
    {
        var queue = new DownstreamQueue(1);
        Assert.That(queue.TryAdd((EngineBody)77, "new"u8), Is.True);
        Assert.That(queue.TryAdd((EngineBody)77, "newer"u8), Is.False);
    }

    [Test]
    public void What_belongs_to_a_call_that_is_over_is_forgotten()
    {
        var queue = new DownstreamQueue(2);
        queue.TryAdd(EngineBody.Signal, "1"u8);
        queue.TryAdd(EngineBody.Ack, "2"u8);
        queue.Clear();
        Assert.That(Drain(queue), Is.Empty);
    }

    [Test]
    public void In_the_long_run_nothing_is_allocated()
    {
        var queue = new DownstreamQueue(4);
        var taken = new FrameBuffer();
        Turn(queue, taken, 100);
        var before = AllocatedBytes.OfThisThread();
        Turn(queue, taken, 10_000);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    [Test]
    public void Pauses_double_up_to_their_bound_and_are_never_below_half_of_it()
    {
        var lowest = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), () => 0);
        Assert.That(
            Enumerable.Range(0, 6).Select(_ => lowest.Next().TotalMilliseconds),
            Is.EqualTo(new double[] { 50, 100, 200, 400, 500, 500 })
        );
        lowest.Reset();
        Assert.That(lowest.Next().TotalMilliseconds, Is.EqualTo(50));
        var highest = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), () => 1);
        Assert.That(highest.Next().TotalMilliseconds, Is.EqualTo(100));
    }

    private static void Turn(DownstreamQueue queue, FrameBuffer taken, int times)
    {
        for (var i = 0; i < times; i++)
        {
            queue.TryAdd(EngineBody.Signal, "a signal"u8);
            queue.TryAdd(EngineBody.Ack, "an acknowledgement"u8);
            while (queue.TryTake(taken))
                taken.Clear();
        }
    }

    private static string Drain(DownstreamQueue queue)
    {
        var texts = new List<string>();
        var taken = new FrameBuffer();
        while (queue.TryTake(taken))
        {
            texts.Add(System.Text.Encoding.UTF8.GetString(taken.Frame));
            taken.Clear();
        }

        return string.Join('|', texts);
    }
}
