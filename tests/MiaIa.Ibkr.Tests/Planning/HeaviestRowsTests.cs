using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

public sealed class HeaviestRowsTests
{
    [Test]
    public void They_are_those_of_a_whole_sort_also_where_many_weigh_the_same()
    {
        var random = new Random(14);
        for (var round = 0; round < 300; round++)
        {
            // Few different weights, so that most rows have equals, and none at all in some.
            var weights = Enumerable.Range(0, 2 * random.Next(60)).Select(_ => (double)random.Next(random.Next(1, 6))).ToArray();
            var (divisor, rowsMax) = (random.Next(1, 4), random.Next(30));
            var naive = Enumerable
                .Range(0, weights.Length / 2)
                .Where(row => row % divisor == 0)
                .OrderByDescending(row => weights[2 * row] + weights[(2 * row) + 1])
                .ThenBy(row => row)
                .Take(rowsMax);
            Assert.That(HeaviestRows.Of(weights, row => row % divisor == 0, rowsMax), Is.EqualTo(naive), $"round {round}");
        }
    }
}
