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
        var records = Enumerable
            .Range(0, 20_000)
            .Select(_ => new DepthRecord
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
        ladder.Apply(
            new DepthRecord
            {
                Command = DepthCommand.AddAsk,
                Price = 2_100_000f,
                Quantity = 1,
                EndsBatch = true,
            }
        );
        Assert.That((ladder.RefusedPrices, ladder.BestAsks(new int[1], new uint[1], new uint[1])), Is.EqualTo((1, 0)));
    }

    private static void Compare(IEnumerable<DepthRecord> records, PriceScale scale)
    {
        var (book, ladder) = (new DepthBook(scale), new DepthLadder(scale));
        var (bids, asks) = (new Side(), new Side());
        foreach (var record in records)
        {
            var isWhole = book.Apply(record);
            Assert.That(ladder.Apply(record), Is.EqualTo(isWhole));
            if (!isWhole)
                continue;
            bids.Compare(ladder.HasBestBidsChanged, book.BestBids, ladder.BestBids);
            asks.Compare(ladder.HasBestAsksChanged, book.BestAsks, ladder.BestAsks);
        }

        Assert.That(
            (ladder.Batches, ladder.UnknownCommands, ladder.RefusedPrices, ladder.MissingLevels),
            Is.EqualTo((book.Batches, book.UnknownCommands, book.RefusedPrices, book.MissingLevels))
        );
        Assert.That(ladder.Batches, Is.GreaterThan(1_000));
    }

    private static float Price(Random random) =>
        random.Next(60) switch
        {
            0 => float.NaN,
            1 => 4_400.1f,
            2 => 0.25f * random.Next(1, 2_000_000),
            _ => 4_400f + (0.25f * random.Next(-20, 21)),
        };

    private delegate int Simple(Span<BookLevel> into);

    private delegate int Columns(Span<int> prices, Span<uint> lots, Span<uint> orders);

    private sealed class Side
    {
        private readonly int[] _prices = new int[Levels];
        private readonly uint[] _lots = new uint[Levels];
        private readonly uint[] _orders = new uint[Levels];
        private BookLevel[] _before = [];

        public void Compare(bool hasChanged, Simple book, Columns ladder)
        {
            var expected = new BookLevel[Levels];
            expected = expected[..book(expected)];
            if (!hasChanged)
            {
                Assert.That(expected, Is.EqualTo(_before), "a change was not told");
                return;
            }

            var count = ladder(_prices, _lots, _orders);
            var found = Enumerable.Range(0, count).Select(i => new BookLevel(_prices[i], _lots[i], (ushort)_orders[i]));
            Assert.That(found, Is.EqualTo(expected));
            _before = expected;
        }
    }
}
