using Grpc.Core;
using MiaIa.Cli.Engine;

namespace MiaIa.Cli.Tests.Engine;

public sealed class InsistenceTests
{
    private readonly List<string> _told = [];

    [SetUp]
    public void Begin() => _told.Clear();

    [Test]
    public async Task What_nobody_has_answered_is_asked_again_and_said_once()
    {
        var tries = 0;
        var answer = await AskAsync(limit =>
        {
            Assert.That(limit, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(5)));
            return ++tries < 4 ? throw Fault(StatusCode.Unavailable) : Task.FromResult("halted");
        });
        Assert.That((answer, tries), Is.EqualTo(("halted", 4)));
        Assert.That(_told.Single(), Is.EqualTo("why: Unavailable Now trying again for up to 10 s; Ctrl-C ends that."));
    }

    [Test]
    public async Task That_nobody_answers_is_told_before_any_time_has_passed()
    {
        var time = new SteppedTime();
        var toldAt = new List<TimeSpan>();
        var insistence = new Insistence(
            time,
            WhyNot,
            _ =>
            {
                toldAt.Add(time.Passed);
                return Task.CompletedTask;
            }
        );
        await Assert.ThrowsAsync<RpcException>(() =>
            insistence.AskAsync<string>(_ => throw Fault(StatusCode.Unavailable), CancellationToken.None)
        );
        Assert.That(toldAt, Is.EqualTo(new[] { TimeSpan.Zero }));
    }

    [Test]
    public async Task What_the_engine_refuses_is_not_asked_again()
    {
        var tries = 0;
        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            AskAsync(_ =>
            {
                tries++;
                throw Fault(StatusCode.PermissionDenied);
            })
        );
        Assert.That((fault!.StatusCode, tries), Is.EqualTo((StatusCode.PermissionDenied, 1)));
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public async Task It_ends_after_ten_seconds_and_a_call_that_may_have_arrived_is_not_called_undone()
    {
        var time = new SteppedTime();
        var tries = 0;
        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            AskAsync(
                limit =>
                {
                    time.Pass(tries++ == 0 ? limit : TimeSpan.Zero);
                    throw Fault(tries == 1 ? StatusCode.DeadlineExceeded : StatusCode.Unavailable);
                },
                time
            )
        );
        Assert.That(fault!.StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
        Assert.That(time.Passed.TotalSeconds, Is.InRange(9.5, 10));
        Assert.That(tries, Is.EqualTo(20), "one of five seconds, and then four a second");
    }

    [Test]
    public async Task Whoever_presses_Ctrl_C_meanwhile_is_told_that_it_is_not_done()
    {
        using var stop = new CancellationTokenSource();
        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            new Insistence(new SteppedTime(), WhyNot, Told).AskAsync<string>(
                _ =>
                {
                    stop.Cancel();
                    throw Fault(StatusCode.Unavailable);
                },
                stop.Token
            )
        );
        Assert.That(fault!.StatusCode, Is.EqualTo(StatusCode.Unavailable));
    }

    private Task<string> AskAsync(Func<TimeSpan, Task<string>> ask, SteppedTime? time = null) =>
        new Insistence(time ?? new SteppedTime(), WhyNot, Told).AskAsync(ask, CancellationToken.None);

    private static Task<string> WhyNot(RpcException fault) => Task.FromResult($"why: {fault.StatusCode}");

    private Task Told(string text)
    {
        _told.Add(text);
        return Task.CompletedTask;
    }

    private static RpcException Fault(StatusCode code) => new(new Status(code, "test"));

    /// <summary>A clock in which every wait is over at once.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        internal TimeSpan Passed => TimeSpan.FromTicks(_ticks);

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pass(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        internal void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
