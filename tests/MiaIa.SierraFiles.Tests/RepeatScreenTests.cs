namespace MiaIa.SierraFiles.Tests;

/// <summary>What a file holds a second time counts once; a print that only looks like another one is a trade.</summary>
public sealed class RepeatScreenTests
{
    private static readonly long Start = SierraTime.FromUnixMicros(1_773_325_800_000_000);
    private static readonly InstrumentPrices Es = InstrumentPrices.OfSymbol("ES")!;

    [TestCase(10)]
    [TestCase(100)]
    [TestCase(900)]
    public void A_stretch_that_stands_twice_is_played_once(int length)
    {
        var all = Trades(1_000);
        var (taken, screen) = Play([.. all[..950], .. all[(950 - length)..950], .. all[950..]]);
        Assert.That(taken, Is.EqualTo(all));
        Assert.That(screen.RepeatedRecords, Is.EqualTo(length));
    }

    [Test]
    public void Stretches_within_stretches_and_a_third_time_are_played_once()
    {
        var all = Trades(1_000);
        var (taken, screen) = Play([
            .. all[..500],
            .. all[200..300],
            .. all[200..300],
            .. all[500..800],
            .. all[350..450],
            .. all[250..260],
            .. all[100..700],
            .. all[800..],
            .. all[990..],
        ]);
        Assert.That(taken, Is.EqualTo(all));
        Assert.That(screen.RepeatedRecords, Is.EqualTo(100 + 100 + 100 + 10 + 600 + 10));
    }

    [Test]
    public void Any_stretches_of_a_file_whose_milliseconds_are_out_of_order_are_played_once([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var all = Trades(2_000);
        // Feeds put neighbours of some milliseconds in another order.
        for (var i = 0; i + 5 < all.Length; i += random.Next(6, 60))
            Array.Reverse(all, i, random.Next(2, 5));
        var records = new List<ScidRecord>();
        var (repeated, at) = (0, 0);
        while (at < all.Length)
        {
            var next = Math.Min(all.Length, at + random.Next(30, 400));
            records.AddRange(all[at..next]);
            at = next;
            // Not from the middle of such a place, whose first record is no step back.
            var first = random.Next(0, at - 20);
            if (random.Next(2) == 0 || all[first].SierraMicros >= all[at - 1].SierraMicros)
                continue;
            var end = random.Next(first + RepeatScreen.RunMin, at);
            records.AddRange(all[first..end]);
            repeated += end - first;
        }

        var (taken, screen) = Play([.. records]);
        Assert.That(taken, Is.EqualTo(all));
        Assert.That(screen.RepeatedRecords, Is.EqualTo(repeated));
    }

    [TestCase(1)]
    [TestCase(9)]
    public void Fewer_than_ten_may_be_trades_of_their_own(int length)
    {
        var all = Trades(200);
        ScidRecord[] records = [.. all[..150], .. all[(150 - length)..150], .. all[150..]];
        var (taken, screen) = Play(records);
        Assert.That(taken, Is.EqualTo(records));
        Assert.That(screen.RepeatedRecords, Is.Zero);
    }

    [Test]
    public void A_print_that_has_a_twin_beside_it_is_played()
    {
        var all = Trades(100);
        ScidRecord[] records = [.. all.SelectMany(record => new[] { record, record })];
        Assert.That(Play(records).Taken, Is.EqualTo(records));
    }

    [Test]
    public void A_burst_of_equal_trades_in_one_moment_is_no_stretch_though_it_comes_late()
    {
        // A feed that does not number the trades of a millisecond: thirty of one lot at one price, and thirty more behind a later trade.
        var all = Trades(200);
        var burst = Enumerable.Repeat(all[100], 30).ToArray();
        ScidRecord[] records = [.. all[..100], .. burst, .. all[101..103], .. burst, .. all[103..]];
        var (taken, screen) = Play(records);
        Assert.That(taken, Is.EqualTo(records));
        Assert.That(screen.RepeatedRecords, Is.Zero);
    }

    [Test]
    public void A_stretch_that_differs_in_one_byte_is_another_one_from_there_on()
    {
        var all = Trades(300);
        var other = all[100..200];
        other[40] = other[40] with { BidVolume = 0, AskVolume = 3, TotalVolume = 3, NumTrades = 1 };
        var (taken, screen) = Play([.. all[..200], .. other, .. all[200..]]);
        Assert.That(taken, Is.EqualTo([.. all[..200], other[40], .. all[200..]]));
        Assert.That(screen.RepeatedRecords, Is.EqualTo(99));
    }

    [Test]
    public void A_stretch_whose_first_records_differ_is_known_behind_them()
    {
        // Two seconds back, and three records of the other recording.
        var all = Trades(9_000);
        ScidRecord[] own = [.. all[1_000..1_003].Select(record => record with { High = 1 })];
        var (taken, screen) = Play([.. all[..8_000], .. own, .. all[1_003..1_200], .. all[8_000..]]);
        Assert.That(taken, Is.EqualTo([.. all[..8_000], .. own, .. all[8_000..]]));
        Assert.That(screen.RepeatedRecords, Is.EqualTo(197));
    }

    [Test]
    public void Times_that_are_none_hold_nothing_up([Values(long.MinValue, 0, long.MaxValue)] long time)
    {
        var all = Trades(400);
        all[150] = all[150] with { SierraMicros = time };
        var (taken, screen) = Play([.. all[..200], .. all[100..200], .. all[200..]]);
        Assert.That(taken, Is.EqualTo([.. all[..150], .. all[151..]]));
        Assert.That((screen.RepeatedRecords, screen.MisdatedRecords), Is.EqualTo((100, 1)));
    }

    [Test]
    public void Reading_that_begins_within_a_stretch_plays_it_once()
    {
        var all = Trades(600);
        using var folder = new TemporaryFolder();
        using var file = Write(folder, [.. all[..400], .. all[100..300], .. all[400..]]);
        var screen = new TradeScreen(file, Es, null, 200);
        var taken = new List<ScidRecord>();
        while (screen.TryNext())
            taken.Add(screen.Record);
        Assert.That(taken, Is.EqualTo(all[200..]), "what stands before the beginning is not played a first time there");
    }

    // Some of a millisecond, each with its number, as Sierra writes them.
    private static ScidRecord[] Trades(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new ScidRecord
                {
                    SierraMicros = Start + (i / 3 * 1_000L) + (i % 3),
                    Close = 6_800 + (i % 7 * 0.25f),
                    NumTrades = 1,
                    TotalVolume = (uint)(1 + (i % 4)),
                    AskVolume = (uint)(1 + (i % 4)),
                }),
        ];

    private static (List<ScidRecord> Taken, TradeScreen Screen) Play(ScidRecord[] records)
    {
        using var folder = new TemporaryFolder();
        using var file = Write(folder, records);
        var screen = new TradeScreen(file, Es);
        var taken = new List<ScidRecord>();
        while (screen.TryNext())
            taken.Add(screen.Record);
        return (taken, screen);
    }

    private static RecordFile<ScidRecord> Write(TemporaryFolder folder, ScidRecord[] records)
    {
        var path = folder.File("ESM26.scid");
        using (var writer = SierraFormats.Scid.Create(path))
            writer.Append(records);
        return SierraFormats.Scid.Open(path);
    }
}
