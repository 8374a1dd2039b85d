namespace MiaIa.Engine.Tests.Support;

/// <summary>The measure of the allocation tests: blind to what other threads do, and not to a single object.</summary>
public sealed class AllocatedBytesTests
{
    private const int ObjectBytesMin = 24;

    [Test]
    public void One_object_is_found_in_every_one_of_1_000_measurements()
    {
        var found = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var before = AllocatedBytes.OfThisThread();
            GC.KeepAlive(new object());
            found += AllocatedBytes.OfThisThread() - before >= ObjectBytesMin ? 1 : 0;
        }

        Assert.That(found, Is.EqualTo(1_000));
    }

    [Test]
    public void A_thread_that_fills_the_heap_beside_it_adds_nothing()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (isOver, collections, charged) = (false, GC.CollectionCount(2), 0L);
        var filling = new Thread(() =>
        {
            // What survives makes the runtime collect its oldest generation, which it would do concurrently.
            var random = new Random(1);
            var kept = new object[100_000];
            while (!Volatile.Read(ref isOver))
                kept[random.Next(kept.Length)] = new byte[random.Next(2_000)];
        });
        filling.Start();
        try
        {
            while (GC.CollectionCount(2) < collections + 5 && !limit.IsCancellationRequested)
            {
                // An allocation context with a rest, for a collection to take away.
                GC.KeepAlive(new byte[ObjectBytesMin]);
                charged += WhileNothingIsAllocated();
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            filling.Join();
        }

        Assert.That(GC.CollectionCount(2) - collections, Is.GreaterThanOrEqualTo(5), "the heap was collected while it was measured");
        Assert.That(charged, Is.Zero);
    }

    private static long WhileNothingIsAllocated()
    {
        var before = AllocatedBytes.OfThisThread();
        Thread.SpinWait(10_000);
        return AllocatedBytes.OfThisThread() - before;
    }
}
