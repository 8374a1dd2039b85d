namespace MiaIa.SierraFiles.Tests;

public sealed class TradeScreenTests
{
    private const long Hour = 3_600_000_000;
    private const long Year = 365 * 24 * Hour;
    private static readonly long Start = SierraTime.FromUnixMicros(1_773_325_800_000_000);
    private static readonly InstrumentPrices Es = InstrumentPrices.OfSymbol("ES")!;

    [TestCase(0, Year)]
    [TestCase(0, -30 * Year)]
    [TestCase(50, Year)]
    [TestCase(50, 3 * Hour)]
    [TestCase(50, 5_000_000)]
    [TestCase(50, -2 * Hour)]
    [TestCase(50, long.MaxValue / 2)]
    [TestCase(50, long.MinValue / 2)]
    [TestCase(98, Year)]
    [TestCase(99, Year)]
    public void A_misdated_record_is_passed_over_wherever_it_stands(int place, long offMicros)
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 400_000L), 6_800)).ToArray();
        records[place] = Record(records[place].SierraMicros + offMicros, 6_800, lots: 7);
        var (taken, screen) = Play(records);
        Assert.That(taken.Select(r => r.TotalVolume), Has.None.EqualTo(7));
        Assert.That((taken.Count, screen.MisdatedRecords), Is.EqualTo((99, 1)));
    }

    [TestCase(40, 10)]
    [TestCase(40, 17, Description = "more than half of those that a lone record is held against")]
    [TestCase(0, 17)]
    [TestCase(20, 39)]
    public void Fault_61_a_burst_of_misdated_records_is_passed_over_and_costs_no_other(int first, int wrong)
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 400_000L), 6_800)).ToArray();
        for (var i = first; i < first + wrong; i++)
            records[i] = Record(records[i].SierraMicros + Year, 6_800);
        Assert.That((Play(records).Taken.Count, Play(records).Screen.MisdatedRecords), Is.EqualTo((100 - wrong, wrong)));
    }

    [TestCase(1)]
    [TestCase(63)]
    [TestCase(5 * 24)]
    public void A_pause_of_the_market_is_no_wrong_date(int hours)
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 400_000L) + (i < 60 ? 0 : hours * Hour), 6_800)).ToArray();
        Assert.That(Play(records).Taken, Has.Count.EqualTo(100));
    }

    [TestCase(0, 680_025f)]
    [TestCase(50, 680_025f)]
    [TestCase(99, 680_025f)]
    [TestCase(50, 68f)]
    [TestCase(50, 680f)]
    [TestCase(50, 13_600f)]
    public void A_price_off_scale_is_passed_over_wherever_it_stands(int place, float price)
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 400_000L), 6_800 + (i % 5 * 0.25f))).ToArray();
        records[place] = Record(records[place].SierraMicros, price);
        var (taken, screen) = Play(records);
        Assert.That((taken.Count, screen.OffScaleRecords, screen.Scale.Multiplier), Is.EqualTo((99, 1, 1.0)));
    }

    [TestCase(1f, 100f)]
    [TestCase(100f, 1f)]
    public void A_stretch_in_another_scale_is_read_in_it(float before, float after)
    {
        var records = Enumerable
            .Range(0, 200)
            .Select(i => Record(Start + (i * 400_000L), (6_800 + (i % 5 * 0.25f)) * (i < 100 ? before : after)))
            .ToArray();
        var ticks = new List<int>();
        var (taken, screen) = Play(records, s => ticks.Add(s.PriceTicks));
        Assert.That((taken.Count, screen.OffScaleRecords, screen.Refused), Is.EqualTo((200, 0, 0)));
        Assert.That(ticks, Is.EqualTo(Enumerable.Range(0, 200).Select(i => 27_200 + (i % 5))));
    }

    [Test]
    public void A_market_that_falls_by_its_daily_limit_in_one_gap_is_believed()
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 400_000L), i < 50 ? 6_800 : 5_440)).ToArray();
        Assert.That(Play(records).Taken, Has.Count.EqualTo(100));
    }

    [TestCase(10 * Year)]
    [TestCase(-10 * Year)]
    public void A_moment_is_found_past_a_record_with_a_wrong_date(long offMicros)
    {
        using var folder = new TemporaryFolder();
        for (var wrong = 0; wrong < 100; wrong++)
        {
            var records = Enumerable.Range(0, 100).Select(i => Record(Start + (i * 1_000_000L), 6_800)).ToArray();
            records[wrong] = Record(Start + offMicros, 6_800);
            using var file = Write(folder, records);
            for (var i = 0; i <= 100; i++)
            {
                var found = TradeScreen.Before(file, Start + (i * 1_000_000L));
                Assert.That(found, Is.InRange(Math.Max(0, i - 9), i), $"wrong {wrong}, asked {i}");
            }
        }
    }

    private static ScidRecord Record(long micros, float price, uint lots = 1) =>
        new()
        {
            SierraMicros = micros,
            Close = price,
            NumTrades = 1,
            TotalVolume = lots,
            AskVolume = lots,
        };

    private static (List<ScidRecord> Taken, TradeScreen Screen) Play(ScidRecord[] records, Action<TradeScreen>? look = null)
    {
        using var folder = new TemporaryFolder();
        using var file = Write(folder, records);
        var screen = new TradeScreen(file, Es);
        var taken = new List<ScidRecord>();
        while (screen.TryNext())
        {
            taken.Add(screen.Record);
            look?.Invoke(screen);
        }

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
