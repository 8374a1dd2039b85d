using MiaIa.Engine.Host.Alerts;

namespace MiaIa.Engine.Host.Tests.Alerts;

public sealed class TestBoundTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public void In_no_second_is_there_more_than_one_and_in_no_minute_more_than_six()
    {
        var bound = new TestBound();
        var taken = new List<int>();
        for (var tenth = 0; tenth < 3000; tenth++)
        {
            if (bound.TryTake(Start.AddSeconds(tenth / 10.0), out _))
                taken.Add(tenth);
        }

        Assert.That(taken.Take(8), Is.EqualTo([0, 10, 20, 30, 40, 50, 600, 610]));
        Assert.That(taken, Has.Count.EqualTo(30));
    }

    [Test]
    public void What_is_refused_is_told_how_long_it_waits_and_costs_nothing()
    {
        var bound = new TestBound();
        for (var second = 0; second < 6; second++)
            Assert.That(bound.TryTake(Start.AddSeconds(second), out _));
        Assert.That(bound.TryTake(Start.AddSeconds(5.5), out var wait), Is.False);
        Assert.That(wait, Is.EqualTo(TimeSpan.FromSeconds(54.5)));
        Assert.That(TestBound.Text(wait), Does.EndWith("try again in 55 s"));
        Assert.That(bound.TryTake(Start.AddSeconds(60), out _));
    }
}
