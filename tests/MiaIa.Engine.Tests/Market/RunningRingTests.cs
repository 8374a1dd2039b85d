using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

public sealed class RunningRingTests
{
    private const int KeptMax = 5_000;

    [Test]
    public void Whatever_is_kept_reads_as_from_a_queue() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            var ring = new RunningRing<long>(KeptMax);
            var kept = new Queue<long>();
            var oldest = 0L;
            for (var number = 0L; number < 40_000; number++)
            {
                ring.Append(number, oldest) = number * 7;
                kept.Enqueue(number * 7);
                // The window breathes: it fills to the brim, empties, and fills again.
                var leaving =
                    kept.Count == KeptMax || random.Next(4_000) == 0 ? random.Next(1, kept.Count + 1) : random.Next(2) * random.Next(2);
                for (; leaving > 0; leaving--, oldest++)
                    Assert.That(ring[oldest], Is.EqualTo(kept.Dequeue()), $"number {oldest} at {number}");
            }

            foreach (var value in kept)
                Assert.That(ring[oldest++], Is.EqualTo(value));
        });

    [Test]
    public void The_most_that_may_be_kept_has_room_after_any_beginning([Values(0L, 1L, 255L, 256L, 1_000_003L)] long first)
    {
        var ring = new RunningRing<int>(KeptMax);
        for (var number = first; number < first + KeptMax; number++)
            ring.Append(number, first) = (int)(number - first);
        for (var i = 0; i < KeptMax; i++)
            Assert.That(ring[first + i], Is.EqualTo(i));
    }
}
