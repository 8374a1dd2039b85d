using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class EngineHealthTests
{
    private readonly HeldTime _time = new(new DateTimeOffset(2026, 11, 27, 14, 30, 0, TimeSpan.Zero));

    [Test]
    public void An_engine_that_has_just_begun_is_alive_and_not_yet_ready()
    {
        var health = new EngineHealth(_time);
        Assert.That((health.IsAlive, health.IsReady), Is.EqualTo((true, false)));
        _time.Move(TimeSpan.FromSeconds(10));
        Assert.That(health.IsAlive, Is.False, "nobody has heard of its runner");
    }

    [TestCase(2.9, true, true)]
    [TestCase(3.0, true, false)]
    [TestCase(9.9, true, false)]
    [TestCase(10.0, false, false)]
    public void A_runner_that_answers_late_is_not_ready_and_one_that_does_not_answer_is_not_alive(
        double seconds,
        bool isAlive,
        bool isReady
    )
    {
        var health = new EngineHealth(_time);
        health.Saw(Of());
        _time.Move(TimeSpan.FromSeconds(seconds));
        Assert.That((health.IsAlive, health.IsReady), Is.EqualTo((isAlive, isReady)));
        health.Saw(Of());
        Assert.That((health.IsAlive, health.IsReady), Is.EqualTo((true, true)), "it goes on");
    }

    [Test]
    public void Fault_47_An_engine_that_cannot_journal_is_alive_and_not_ready_until_it_can()
    {
        var health = new EngineHealth(_time);
        health.Saw(Of(isFailing: true));
        Assert.That((health.IsAlive, health.IsReady), Is.EqualTo((true, false)));
        Assert.That(health.Explain(), Does.Contain("journal: cannot be written"));
        health.Saw(Of());
        Assert.That(health.IsReady, Is.True);
        health.Saw(Of(isStopped: true));
        Assert.That((health.IsAlive, health.IsReady), Is.EqualTo((true, false)));
    }

    private static EngineSample Of(bool isFailing = false, bool isStopped = false) =>
        new(new EngineStatus { Journal = new JournalState() }, [], 0, isFailing, isStopped, 0, 0, 0, 0, 0);
}
