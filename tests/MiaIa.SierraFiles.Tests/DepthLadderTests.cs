namespace MiaIa.SierraFiles.Tests;

/// <summary>The ladder against the book that searches: random records, far prices, and every record of the real hour.</summary>
public sealed class DepthLadderTests
{
    private const int Levels = 10;
    private static readonly InstrumentPrices Es = InstrumentPrices.OfSymbol("ESH24_FUT_CME")!;

    [Test]
    public void Random_books_are_the_same_after_every_batch([Values(1, 2, 3, 4, 5)] int seed)
    {
        var random = new Random(seed);
        var scale = PriceScale.For("made up", 4_400f, Es);
        var records = Enumerable.Range(0, 20_000).Select(_ => new DepthRecord
        {
            Command = (DepthCommand)(random.Next(400) == 0 ? random.Next(9) : random.Next(2, 8)),
            Price = Price(random),
            Quantity = (uint)random.Next(40),
            NumOrders = (ushort)random.Next(9),
            EndsBatch = random.Next(3) == 0,
        });
        Compare(records, scale);
    }

    [Test]
    public void The_real_hour_is_the_same_after_every_batch()
    {
        using var depth = SierraFormats.Depth.Open(Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth"));
        Compare(depth.Records(), PriceScale.For(depth.Path, 4_810f, Es));
    }

    [Test]
    public void A_price_above_the_ladder_is_refused_and_counted()
    {
        var ladder = new DepthLadder(PriceScale.For("made up", 4_400f, Es));
        ladder.Apply(new DepthRecord { Command = DepthCommand.AddAsk, Price = 2_100_000f, Quantity = 1, EndsBatch = true });
        Assert.That((ladder.RefusedPrices, ladder.BestAsks(new BookLevel[1])), Is.EqualTo((1, 0)));
    }

    private static void Compare(IEnumerable<DepthRecord> records, PriceScale scale)
    {
        var (book, ladder) = (new DepthBook(scale), new DepthLadder(scale));
        var (expected, found, before) = (new BookLevel[2 * Levels], new BookLevel[2 * Levels], new BookLevel[2 * Levels]);
        foreach (var record in records)
        {
            var isWhole = book.Apply(record);
            Assert.That(ladder.Apply(record), Is.EqualTo(isWhole));
            if (!isWhole)
                continue;
            Array.Clear(expected);
            book.BestBids(expected.AsSpan(0, Levels));
            book.BestAsks(expected.AsSpan(Levels));
            if (!ladder.HasBestChanged)
            {
                Assert.That(expected, Is.EqualTo(before), "a change was not told");
                continue;
            }

            Array.Clear(found);
            ladder.BestBids(found.AsSpan(0, Levels));
            ladder.BestAsks(found.AsSpan(Levels));
            Assert.That(found, Is.EqualTo(expected));
            expected.CopyTo(before, 0);
        }

        Assert.That((ladder.Batches, ladder.UnknownCommands, ladder.RefusedPrices, ladder.MissingLevels),
            Is.EqualTo((book.Batches, book.UnknownCommands, book.RefusedPrices, book.MissingLevels)));
        Assert.That(ladder.Batches, Is.GreaterThan(1_000));
    }

    private static float Price(Random random) => random.Next(60) switch
    {
        0 => float.NaN,
        1 => 4_400.1f,
        2 => 0.25f * random.Next(1, 2_000_000),
        _ => 4_400f + (0.25f * random.Next(-20, 21)),
    };
}
