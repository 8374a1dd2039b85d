using Grpc.Core;
using MiaIa.Bridge.Link;
using MiaIa.Bridge.Tests.Scripted;

namespace MiaIa.Bridge.Tests.Link;

/// <summary>The way up of one call: one write at a time, what comes meanwhile in the next message, and a bound.</summary>
public sealed class EngineCallTests
{
    private const int FrameBytes = 64 * 1024;
    private const int MessageBytesMax = 1024 * 1024;

    private GatedWriter _writer = null!;
    private EngineCall _call = null!;

    [SetUp]
    public void SetUp()
    {
        _writer = new GatedWriter();
        _call = new EngineCall(_writer);
    }

    [TearDown]
    public void TearDown() => _writer.Dispose();

    [Test]
    public void What_is_flushed_together_is_one_message()
    {
        Write(1, 2, 3);
        Assert.That(_writer.Messages, Is.Empty, "nothing goes before the flush");
        _call.Flush();
        _writer.Let(1);
        Eventually.True(() => Written() == 3, "written");
        Assert.That(_writer.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_comes_while_a_write_is_under_way_goes_as_the_next_message()
    {
        Write(1);
        _call.Flush();
        for (byte i = 2; i <= 20; i++)
        {
            Write(i);
            _call.Flush();
        }

        _writer.Let(2);
        Eventually.True(() => Written() == 20, "written");
        Assert.That(_writer.Messages.Select(message => message.Length), Is.EqualTo([1, 19]));
        Assert.That(_writer.Messages.SelectMany(message => message).Select(frame => frame[0]), Is.EqualTo(Enumerable.Range(1, 20)));
    }

    [Test]
    public void Under_load_every_frame_goes_once_in_order_and_no_write_begins_before_the_one_before_it_has_ended()
    {
        const int frames = 200_000;
        using var stop = new CancellationTokenSource();
        var letting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _writer.Let(1);
                Thread.Yield();
            }
        });
        for (var i = 0; i < frames; )
        {
            // Full means: wait, and offer the same frame again, as the study does.
            if (_call.TryWrite(BitConverter.GetBytes(i)))
                i++;
            if (i % 7 == 0)
                _call.Flush();
        }

        _call.Flush();
        Eventually.True(() => Written() == frames, "written");
        stop.Cancel();
        letting.Wait();
        Assert.That(
            _writer.Messages.SelectMany(message => message).Select(frame => BitConverter.ToInt32(frame)),
            Is.EqualTo(Enumerable.Range(0, frames))
        );
    }

    [Test]
    public void An_engine_that_does_not_read_is_given_two_messages_and_then_told_to_be_slow_and_nothing_taken_is_lost()
    {
        var frame = new byte[FrameBytes];
        var taken = 0;
        for (; taken < 1000 && _call.TryWrite(frame); taken++)
            _call.Flush();
        Assert.That(taken * FrameBytes, Is.InRange(MessageBytesMax, 2 * MessageBytesMax));
        Assert.That(_call.TryWrite(frame), Is.False);

        _writer.Let(2);
        Eventually.True(() => Written() == taken, "written");
        Assert.That(_writer.Messages.Select(message => message.Sum(f => f.Length)), Has.All.LessThanOrEqualTo(MessageBytesMax));
        Assert.That(_call.TryWrite(frame), Is.True, "there is room again");
    }

    [Test]
    public void A_burst_longer_than_a_message_goes_without_waiting_for_the_flush()
    {
        var frame = new byte[FrameBytes];
        for (var i = 0; i < 20; i++)
            Assert.That(_call.TryWrite(frame), Is.True);
        _call.Flush();
        _writer.Let(2);
        Eventually.True(() => Written() == 20, "written");
        Assert.That(_writer.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public void After_a_failed_write_the_answer_is_no()
    {
        _writer.Failure = new RpcException(new Status(StatusCode.Unavailable, "gone"));
        Write(1);
        _call.Flush();
        _writer.Let(1);
        Eventually.True(() => !_call.TryWrite(new byte[] { 2 }), "over");
        Assert.That(_call.Flush, Throws.Nothing);
    }

    [Test]
    public async Task The_end_of_the_requests_waits_for_what_was_flushed()
    {
        Write(1);
        _call.Flush();
        Write(2);
        _call.Flush();
        var completing = _call.CompleteAsync();
        Assert.That(_writer.IsCompleted, Is.False);
        Assert.That(_call.TryWrite(new byte[] { 3 }), Is.False);
        _writer.Let(2);
        await completing.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(_writer.IsCompleted, Is.True);
        Assert.That(Written(), Is.EqualTo(2));
    }

    private void Write(params byte[] frames)
    {
        foreach (var frame in frames)
            Assert.That(_call.TryWrite(new[] { frame }), Is.True);
    }

    private int Written()
    {
        lock (_writer.Messages)
            return _writer.Messages.Sum(message => message.Length);
    }
}
