using MiaIa.Engine.Host.Sessions;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class DrainTimesTests
{
    [Test]
    public void What_is_written_comes_out_in_its_order_and_what_finds_no_room_is_counted()
    {
        var times = new DrainTimes();
        for (var i = 0; i < 5_000; i++)
            times.Add(Of(i));
        var taken = 0;
        while (times.TryTake(out var time))
            Assert.That(time.Frames, Is.EqualTo(taken++));
        Assert.That((taken, times.Lost), Is.EqualTo((4096, 904)));
        times.Add(Of(7));
        Assert.That(times.TryTake(out var last) && last.Frames == 7 && !times.TryTake(out _), Is.True);
    }

    [Test]
    public void One_writes_and_one_takes_at_the_same_time_and_none_is_torn()
    {
        var times = new DrainTimes();
        const int count = 400_000;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < count; i++)
                times.Add(new DrainTime("ES", i, i, i, i, i, i));
        });
        var (taken, newest) = (0L, -1);
        while (true)
        {
            var isOver = writer.IsCompleted;
            while (times.TryTake(out var time))
            {
                taken++;
                var isWhole = time == new DrainTime("ES", time.Frames, time.Frames, time.Frames, time.Frames, time.Frames, time.Frames);
                Assert.That(isWhole && time.Frames > newest, Is.True);
                newest = time.Frames;
            }

            if (isOver)
                break;
        }

        Assert.That(taken + times.Lost, Is.EqualTo(count));
    }

    [Test]
    public void Writing_allocates_nothing()
    {
        var times = new DrainTimes();
        var before = AllocatedBytes.OfThisThread();
        for (var i = 0; i < 10_000; i++)
            times.Add(Of(i));
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }

    private static DrainTime Of(int frames) => new("ES", frames, 1, 2, 3, 4, 5);
}
