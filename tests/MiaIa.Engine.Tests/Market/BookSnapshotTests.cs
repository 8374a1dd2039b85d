using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

/// <summary>A book taken by columns against one that takes level by level: the same levels, and the same ones refused.</summary>
public sealed class BookSnapshotTests
{
    [Test]
    public void Columns_are_taken_exactly_when_their_levels_are([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var (byColumns, byLevels) = (new BookSnapshot(), new BookSnapshot());
        var taken = 0;
        for (var i = 0; i < 500; i++)
        {
            var (bids, asks) = (Side(random, -1), Side(random, +1));
            var isSound = byColumns.TryReplace(Columns(random, bids, -1), Columns(random, asks, +1));
            byLevels.Clear();
            var expected =
                bids.All(level => IsBounded(level) && byLevels.TryAddBid(Level(level)))
                && asks.All(level => IsBounded(level) && byLevels.TryAddAsk(Level(level)));
            Assert.That(isSound, Is.EqualTo(expected), $"{string.Join(' ', bids)} | {string.Join(' ', asks)}");
            if (!expected)
                byLevels.Clear();
            var copy = new BookSnapshot();
            copy.CopyFrom(byColumns);
            Assert.That(copy.Bids.ToArray(), Is.EqualTo(byLevels.Bids.ToArray()));
            Assert.That(copy.Asks.ToArray(), Is.EqualTo(byLevels.Asks.ToArray()));
            Assert.That((copy.IsSound, copy.BestBid, copy.BestAsk), Is.EqualTo((byLevels.IsSound, byLevels.BestBid, byLevels.BestAsk)));
            taken += isSound ? 1 : 0;
        }

        Assert.That(taken, Is.InRange(50, 450));
    }

    [Test]
    public void A_level_that_is_not_there_cannot_be_read()
    {
        var book = new BookSnapshot();
        book.TryAddBid(new BookLevel(PriceTicks.Trusted(100), Contracts.Trusted(3), 1));
        Assert.That(book.Bids[0].Lots.Value, Is.EqualTo(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = book.Bids[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = book.Asks[0]);
    }

    // Mostly sound; one number of some sides is bent to a bound or beyond.
    private static (int Price, int Lots, int Orders)[] Side(Random random, int sign)
    {
        var price = random.Next(3) == 0 ? random.Next(PriceTicks.MaxValue - 20, PriceTicks.MaxValue) : random.Next(1, 40);
        var stepMax = random.Next(1, 3);
        var levels = new (int Price, int Lots, int Orders)[random.Next(0, 12)];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (price += sign * random.Next(1, stepMax + 1), random.Next(1, 100), random.Next(0, 9));
        if (levels.Length > 0 && random.Next(4) == 0)
        {
            int[] bends =
            [
                int.MinValue,
                -1,
                0,
                1,
                levels[0].Price,
                Contracts.MaxValue,
                Contracts.MaxValue + 1,
                PriceTicks.MaxValue,
                PriceTicks.MaxValue + 1,
                int.MaxValue,
            ];
            ref var level = ref levels[random.Next(levels.Length)];
            var bend = bends[random.Next(bends.Length)];
            level = random.Next(3) switch
            {
                0 => level with { Price = bend },
                1 => level with { Lots = bend },
                _ => level with { Orders = bend },
            };
        }

        return levels;
    }

    private static bool IsBounded((int Price, int Lots, int Orders) level) =>
        level.Price is >= 1 and <= PriceTicks.MaxValue
        && level.Lots is >= 1 and <= Contracts.MaxValue
        && level.Orders is >= 0 and <= Contracts.MaxValue;

    private static BookLevel Level((int Price, int Lots, int Orders) level) =>
        new(PriceTicks.Trusted(level.Price), Contracts.Trusted(level.Lots), level.Orders);

    // Behind the levels stands anything.
    private static BookColumns Columns(Random random, (int Price, int Lots, int Orders)[] levels, int sign)
    {
        var isRow =
            levels.Length > 0 && levels.Select((level, i) => level.Price == (long)levels[0].Price + (sign * i)).All(follows => follows);
        return isRow && random.Next(2) == 0
            ? new(levels[0].Price, Column(level => level.Lots), Column(level => level.Orders), levels.Length)
            : new(Column(level => level.Price), Column(level => level.Lots), Column(level => level.Orders), levels.Length);

        int[] Column(Func<(int Price, int Lots, int Orders), int> of)
        {
            var column = Enumerable.Range(0, BookColumns.Places).Select(_ => random.Next(int.MinValue, int.MaxValue)).ToArray();
            for (var i = 0; i < levels.Length; i++)
                column[i] = of(levels[i]);
            return column;
        }
    }
}
