using MiaIa.Alerts.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Alerts.Tests.Channels;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ChannelQueueTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Told _told = new();
    private readonly ChannelQueue _queue;

    public ChannelQueueTests() => _queue = new ChannelQueue(_told, _time);

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    [Test]
    public async Task Messages_go_in_order_and_one_a_second()
    {
        for (var i = 0; i < 3; i++)
            _queue.Add(Notices.Of($"{i}"));
        await UntilAsync(() => _told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => _told.Tries.Count == 2);
        await AdvanceAsync(ChannelQueue.Gap, () => _told.Tries.Count == 3);
        Assert.That(_told.Tries, Is.EqualTo("0 1 2".Split(' ')));
        await UntilAsync(() => _queue.State.Sent == 3);
    }

    [Test]
    public async Task A_failure_is_tried_again_further_and_further_apart_and_then_given_up()
    {
        _told.Fail = () => new ChannelException("busy", isFinal: false);
        _queue.Add(Notices.Of("x"));
        var waits = new List<double>();
        await UntilAsync(() => _told.Tries.Count == 1);
        for (var tries = 2; tries <= ChannelQueue.TriesMax; tries++)
        {
            var begun = _time.GetUtcNow();
            var wanted = tries;
            await AdvanceAsync(TimeSpan.FromSeconds(1), () => _told.Tries.Count == wanted);
            waits.Add((_time.GetUtcNow() - begun).TotalSeconds);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 2, 4, 8, 16, 32 }));
        await UntilAsync(() => _queue.State.Failed == 1);
        Assert.That(_queue.State.Failure, Is.EqualTo("busy"));
        _told.Fail = null;
        _queue.Add(Notices.Of("y"));
        await AdvanceAsync(ChannelQueue.Gap, () => _queue.State.Sent == 1);
        Assert.That(_queue.State.Failure, Is.Empty, "it works again");
    }

    [Test]
    public async Task What_is_tried_again_waits_and_says_why_before_it_is_given_up()
    {
        _told.Fail = () => new ChannelException("busy", isFinal: false);
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _queue.State.LastFailure.Length > 0);
        var state = _queue.State;
        Assert.That((state.Waiting, state.Sent, state.Failed), Is.EqualTo((1, 0L, 0L)));
        Assert.That((state.LastFailure, state.Failure), Is.EqualTo(("busy", "")), "nobody is alarmed of a try");
        _told.Fail = null;
        await AdvanceAsync(TimeSpan.FromSeconds(2), () => _queue.State.Sent == 1);
        Assert.That((_queue.State.Waiting, _queue.State.LastFailure), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task What_is_final_is_given_up_at_once()
    {
        _told.Fail = () => new ChannelException("no such address", isFinal: true);
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _queue.State.Failed == 1);
        Assert.That(_told.Tries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Whoever_asks_for_a_pause_gets_it()
    {
        _told.Fail = () => new ChannelException("too many", isFinal: false, TimeSpan.FromSeconds(40));
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _told.Tries.Count == 1);
        var begun = _time.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _told.Tries.Count == 2);
        Assert.That((_time.GetUtcNow() - begun).TotalSeconds, Is.EqualTo(40));
    }

    [Test]
    public async Task A_channel_that_hangs_is_left_after_twenty_seconds()
    {
        _told.Hangs = true;
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _told.Tries.Count == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _told.Tries.Count == 2);
        Assert.That(_queue.State.Sent, Is.Zero);
    }

    [Test]
    public async Task Of_too_many_the_oldest_make_room_and_nobody_waits()
    {
        _told.Hangs = true;
        for (var i = 0; i < 1 + ChannelQueue.WaitingMax + 10; i++)
        {
            _queue.Add(Notices.Of($"{i}"));
            if (i == 0)
                await UntilAsync(() => _told.Tries.Count == 1);
        }

        Assert.That((_queue.State.Waiting, _queue.State.Dropped), Is.EqualTo((1 + ChannelQueue.WaitingMax, 10)));
        _told.Hangs = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _queue.State.Sent >= 2);
        Assert.That(_told.Tries[1], Is.EqualTo("11"), "1 to 10 were dropped");
    }

    [Test]
    public async Task What_is_tried_again_holds_up_nobody()
    {
        _told.Refuse = text => text == "a";
        foreach (var text in "a b c".Split(' '))
            _queue.Add(Notices.Of(text, subject: text));
        var begun = _time.GetUtcNow();
        await UntilAsync(() => _told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => _told.Tries.Contains("c"));
        Assert.That((_time.GetUtcNow() - begun).TotalSeconds, Is.LessThanOrEqualTo(3), "b and c, and one more try of a");
        await AdvanceAsync(ChannelQueue.Gap, () => _queue.State.Failed == 1);
        Assert.That(_told.Tries.Count(text => text == "a"), Is.EqualTo(ChannelQueue.TriesMax));
        Assert.That((_queue.State.Sent, _queue.State.Waiting), Is.EqualTo((2L, 0)));
    }

    [Test]
    public async Task What_is_critical_overtakes()
    {
        _told.Hangs = true;
        _queue.Add(Notices.Of("first"));
        await UntilAsync(() => _told.Tries.Count == 1);
        _queue.Add(Notices.Of("warning"));
        _queue.Add(Notices.Of("critical", severity: AlertSeverity.Critical));
        for (var i = 0; i < ChannelQueue.WaitingMax; i++)
            _queue.Add(Notices.Of($"{i}"));
        _told.Hangs = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _told.Tries.Count >= 2);
        Assert.That(_told.Tries[1], Is.EqualTo("critical"), "and it has not made room for lesser ones");
    }

    [Test]
    public async Task An_outage_uses_up_the_tries_of_one_message_at_a_time()
    {
        _told.Fail = () => new ChannelException("down", isFinal: false);
        foreach (var text in "a b c".Split(' '))
            _queue.Add(Notices.Of(text, subject: text));
        await UntilAsync(() => _told.Tries.Count == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _queue.State.Failed == 1);
        Assert.That(string.Join(' ', _told.Tries), Is.EqualTo("a b c a a a a a"));
        _told.Fail = null;
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _queue.State.Sent == 2);
        Assert.That(string.Join(' ', _told.Tries.Skip(8)), Is.EqualTo("b c"));
    }

    [Test]
    public async Task An_older_state_of_an_alert_is_never_the_last_word_of_it()
    {
        _told.Refuse = text => text == "a";
        _queue.Add(Notices.Of("a", subject: "ES"));
        _queue.Add(Notices.Of("x", subject: "NQ"));
        _queue.Add(Notices.Of("a is over", subject: "ES") with { Cause = NoticeCause.Resolved });
        await UntilAsync(() => _told.Tries.Count == 1);
        await AdvanceAsync(ChannelQueue.Gap, () => _queue.State.Sent == 2);
        Assert.That(_queue.State.Waiting, Is.Zero);
        Assert.That(_told.Tries[^1], Is.EqualTo("a is over"));
    }

    [Test]
    public async Task Who_wants_to_be_left_alone_is_left_alone_by_all()
    {
        _told.Fail = () => new ChannelException("too many", isFinal: false, TimeSpan.FromSeconds(40));
        _queue.Add(Notices.Of("a", subject: "a"));
        await UntilAsync(() => _told.Tries.Count == 1);
        var begun = _time.GetUtcNow();
        _queue.Add(Notices.Of("b", severity: AlertSeverity.Critical, subject: "b"));
        await AdvanceAsync(TimeSpan.FromSeconds(1), () => _told.Tries.Count == 2);
        Assert.That((_time.GetUtcNow() - begun).TotalSeconds, Is.EqualTo(40));
        Assert.That(_told.Tries[1], Is.EqualTo("b"));
    }

    [Test]
    public async Task What_is_less_serious_than_the_channel_wants_is_not_sent_nor_that_it_fails_itself()
    {
        _queue.Add(Notices.Of("x", severity: AlertSeverity.Information));
        _queue.Add(Notices.Of("y", AlertCode.ChannelFailing, subject: "told"));
        _queue.Add(Notices.Of("z", AlertCode.ChannelFailing, subject: "mail"));
        await UntilAsync(() => _queue.State.Sent == 1);
        Assert.That(_told.Tries.Single(), Is.EqualTo("z"));
    }

    [Test]
    public async Task A_fault_that_nobody_expected_is_told_and_the_queue_goes_on()
    {
        _told.Fail = () => new ArithmeticException("within a library");
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _queue.State.Failed == 1);
        Assert.That(_queue.State.Failure, Does.Contain(nameof(ArithmeticException)));
        _told.Fail = null;
        _queue.Add(Notices.Of("y"));
        await AdvanceAsync(ChannelQueue.Gap, () => _queue.State.Sent == 1);
    }

    [Test]
    public async Task A_stop_does_not_wait_for_what_hangs()
    {
        _told.Hangs = true;
        _queue.Add(Notices.Of("x"));
        await UntilAsync(() => _told.Tries.Count == 1);
        await _queue.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    private static async Task UntilAsync(Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isReached())
            await Task.Delay(1, limit.Token);
    }

    // The sender must have begun to wait before the clock moves: a little real time before each step.
    private async Task AdvanceAsync(TimeSpan step, Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            for (var i = 0; i < 20; i++)
            {
                if (isReached())
                    return;
                await Task.Delay(2, limit.Token);
            }

            _time.Advance(step);
        }
    }

    private sealed class Told : IAlertChannel
    {
        private readonly List<string> _tries = [];

        public string Name => "told";

        public AlertSeverity Least => AlertSeverity.Warning;

        internal Func<Exception>? Fail { get; set; }

        internal Func<string, bool>? Refuse { get; set; }

        internal volatile bool Hangs;

        internal IReadOnlyList<string> Tries
        {
            get
            {
                lock (_tries)
                    return [.. _tries];
            }
        }

        public async Task SendAsync(AlertNotice notice, CancellationToken cancellation)
        {
            lock (_tries)
                _tries.Add(notice.Alert.Text);
            if (Hangs)
                await Task.Delay(Timeout.Infinite, cancellation);
            if (Refuse?.Invoke(notice.Alert.Text) == true)
                throw new ChannelException("answered 500", isFinal: false);
            if (Fail is { } fail)
                throw fail();
        }
    }
}
