using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Workers of this machine do a plan: all of it, once, and what fails is told without holding up the rest.</summary>
public sealed class LocalCarrierTests : ShardsFixture
{
    private static readonly string[] Inputs = [.. Enumerable.Range(0, 9).Select(index => $"text {index} ")];

    [TestCase(1)]
    [TestCase(4)]
    public async Task Does_each_shard_once(int workers)
    {
        var folder = Planned(Inputs);
        var progress = new KeptProgress();
        var result = await CarryAsync(folder, workers, progress);
        Assert.That(result.IsWhole, Is.True);
        Assert.That(Work.Opened, Is.EquivalentTo(Enumerable.Range(0, 9).Select(index => $"unit-{index}")));
        Assert.That(Product(folder, 8), Is.EqualTo("TEXT 8 TEXT 8 "));
        Assert.That(progress.Told[0], Has.Property("Done").Zero);
        Assert.That(progress.Told[^1], Has.Property("Done").EqualTo(9).And.Property("Total").EqualTo(9));
        Assert.That(progress.Told[^1].Left, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_second_start_goes_on_with_what_is_missing()
    {
        var folder = Planned(Inputs);
        using var stop = new CancellationTokenSource();
        Work.Midway = unit =>
        {
            if (unit == "unit-3")
                stop.Cancel();
        };
        var carrier = Carrier(folder, 1);
        Assert.That(
            async () => await carrier.CarryAsync(folder, new KeptProgress(), stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(folder.Missing(), Is.EqualTo([3, 4, 5, 6, 7, 8]));

        Work.Opened.Clear();
        var progress = new KeptProgress();
        Assert.That((await CarryAsync(folder, 2, progress)).IsWhole, Is.True);
        Assert.That(Work.Opened, Has.Count.EqualTo(6));
        Assert.That(progress.Told[0].Before, Is.EqualTo(3));
    }

    [Test]
    public async Task What_passes_is_tried_again_after_the_others()
    {
        var folder = Planned("a", "b", "c");
        var faults = 2;
        Work.Midway = unit =>
        {
            if (unit == "unit-0" && faults-- > 0)
                throw new IOException("busy");
        };
        Assert.That((await CarryAsync(folder, 1)).IsWhole, Is.True);
        Assert.That(Work.Opened, Is.EqualTo(["unit-0", "unit-1", "unit-2", "unit-0", "unit-0"]));
    }

    [Test]
    public async Task What_does_not_pass_is_told_and_the_rest_is_done()
    {
        var folder = Planned("a", "b", "c");
        Work.Midway = unit =>
        {
            if (unit == "unit-0")
                throw new IOException("broken disk");
            if (unit == "unit-1")
                throw new EvidenceException("no trade in it");
        };
        var result = await CarryAsync(folder, 2);
        Assert.That(
            result.NotDone,
            Is.EqualTo([
                new ShardResult("unit-0", ShardEnding.TryAgain, "broken disk"),
                new ShardResult("unit-1", ShardEnding.Failed, "no trade in it"),
            ])
        );
        Assert.That(Work.Opened.Count(unit => unit == "unit-0"), Is.EqualTo(LocalCarrier.TriesMax));
        Assert.That(Work.Opened.Count(unit => unit == "unit-1"), Is.EqualTo(1));
        Assert.That(folder.IsDone(folder.Plan.Shards[2]), Is.True);
    }

    [Test]
    public void A_mistake_of_ours_ends_all_workers()
    {
        var folder = Planned(Inputs);
        Work.Midway = unit =>
        {
            if (unit == "unit-0")
                throw new InvalidOperationException("a bug");
        };
        Assert.That(async () => await CarryAsync(folder, 3), Throws.InvalidOperationException.With.Message.EqualTo("a bug"));
    }

    [TestCase(10, 0, 5, 0.0, 50, 50)]
    [TestCase(10, 5, 2, 0.5, 50, 50)]
    [TestCase(10, 9, 1, 0.0, 7, 0)]
    public void The_time_left_goes_by_what_was_done_since_the_start(
        int total,
        int before,
        int done,
        double underway,
        int seconds,
        int left
    ) =>
        Assert.That(
            new CarryProgress(total, before, done, 0, underway, 0, TimeSpan.FromSeconds(seconds)).Left!.Value.TotalSeconds,
            Is.EqualTo(left).Within(0.001)
        );

    [Test]
    public void No_time_left_is_told_before_anything_was_done() =>
        Assert.That(new CarryProgress(10, 5, 0, 0, 0, 0, TimeSpan.FromSeconds(7)).Left, Is.Null);

    private LocalCarrier Carrier(PlanFolder folder, int workers) => new(() => new WorkerHere(Run(folder)), workers, TimeProvider.System);

    private Task<CarryResult> CarryAsync(PlanFolder folder, int workers, KeptProgress? progress = null) =>
        Carrier(folder, workers).CarryAsync(folder, progress ?? new KeptProgress(), CancellationToken.None);
}
