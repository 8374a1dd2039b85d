using System.Security.Cryptography;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.SierraFiles.Tests.Synthetic;

public sealed class SyntheticSessionTests
{
    private TemporaryFolder _folder = null!;
    private SyntheticFiles _files = null!;
    private ScidRecord[] _trades = [];
    private DepthRecord[] _depth = [];

    [OneTimeSetUp]
    public void MakeTheStory()
    {
        _folder = new TemporaryFolder();
        _files = SyntheticSession.Write(Path.GetDirectoryName(_folder.File("x"))!, seed: 7);
        using var scid = SierraFormats.Scid.Open(_files.ScidPath);
        using var depth = SierraFormats.Depth.Open(_files.DepthPath);
        (_trades, _depth) = ([.. scid.Records()], [.. depth.Records()]);
    }

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Dispose();

    [Test]
    public void Both_files_say_that_nobody_ever_traded_this()
    {
        Assert.That(Path.GetFileName(_files.ScidPath), Is.EqualTo("SYNTHETIC-ESZ26_FUT_CME.scid"));
        Assert.That(Path.GetFileName(_files.DepthPath), Is.EqualTo("SYNTHETIC-ESZ26_FUT_CME.2026-11-16.depth"));
    }

    [Test]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var again = new TemporaryFolder();
        var folder = Path.GetDirectoryName(again.File("x"))!;
        var same = SyntheticSession.Write(folder, seed: 7);
        Assert.That((Hash(same.ScidPath), Hash(same.DepthPath)), Is.EqualTo((Hash(_files.ScidPath), Hash(_files.DepthPath))));
        Assert.That(Hash(SyntheticSession.Write(folder, seed: 8).ScidPath), Is.Not.EqualTo(Hash(_files.ScidPath)));
    }

    [Test]
    public void A_shorter_session_is_the_beginning_of_a_longer_one()
    {
        using var other = new TemporaryFolder();
        var tenMinutes = SyntheticSession.Write(Path.GetDirectoryName(other.File("x"))!, seed: 7, minutes: 10);
        var start = File.ReadAllBytes(tenMinutes.ScidPath);
        Assert.That(start, Is.EqualTo(File.ReadAllBytes(_files.ScidPath)[..start.Length]));
        Assert.That(start, Has.Length.GreaterThan(40_000));
    }

    [TestCase(0)]
    [TestCase(481)]
    public void A_length_outside_one_minute_to_eight_hours_is_refused(int minutes) =>
        Assert.That(() => SyntheticSession.Write(".", 7, minutes), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void What_is_longer_than_a_regular_day_ends_with_it_and_begins_before_its_open()
    {
        using var other = new TemporaryFolder();
        var files = SyntheticSession.Write(Path.GetDirectoryName(other.File("x"))!, seed: 7, SyntheticSession.RegularMinutes + 2);
        using var scid = SierraFormats.Scid.Open(files.ScidPath);
        var open = SierraTime.FromUnixMicros(new DateTimeOffset(2026, 11, 16, 14, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);
        Assert.That(scid.Records().First().SierraMicros, Is.InRange(open - (2 * 60_000_000L), open - 60_000_000L));
        Assert.That(scid.Records().Last().SierraMicros, Is.InRange(open + (389 * 60_000_000L), open + (390 * 60_000_000L)));
    }

    [Test]
    public void The_counts_it_reports_are_those_of_the_files()
    {
        Assert.That(_trades, Has.Length.EqualTo(_files.TradeRecords).And.Length.InRange(50_000, 300_000));
        Assert.That(_depth.Count(r => r.EndsBatch), Is.EqualTo(_files.DepthBatches).And.InRange(50_000, 150_000));
        Assert.That(_trades.Sum(t => t.AskVolume), Is.EqualTo(_files.BuyLots));
        Assert.That(_trades.Sum(t => t.BidVolume), Is.EqualTo(_files.SellLots));
        Assert.That(Groups().Count(), Is.EqualTo(_files.Trades));
    }

    [Test]
    public void It_covers_75_minutes_from_the_regular_open_and_time_never_goes_back()
    {
        var open = SierraTime.FromUnixMicros(new DateTimeOffset(2026, 11, 16, 14, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);
        Assert.That(_trades[0].SierraMicros, Is.GreaterThanOrEqualTo(open));
        Assert.That(_trades[^1].SierraMicros, Is.InRange(open + (74 * 60_000_000L), open + (75 * 60_000_000L)));
        Assert.That(_trades.Zip(_trades.Skip(1)).All(p => p.First.SierraMicros < p.Second.SierraMicros), Is.True);
        Assert.That(_depth.Zip(_depth.Skip(1)).All(p => p.First.SierraMicros <= p.Second.SierraMicros), Is.True);
    }

    [Test]
    public void Every_trade_prints_at_the_bid_or_the_ask_that_its_side_says() =>
        Assert.That(
            _trades.All(t => t.Close == (t.Side == TradeSide.Buy ? t.High : t.Low) && t.Low < t.High && t.TotalVolume > 0),
            Is.True
        );

    [Test]
    public void First_and_last_markers_come_in_pairs_at_one_price_and_side()
    {
        var unbundled = Groups().Where(g => g.Count > 1).ToList();
        Assert.That(unbundled, Has.Count.GreaterThan(5_000));
        Assert.That(unbundled.All(g => g[0].Group == PrintGroup.First && g[^1].Group == PrintGroup.Last), Is.True);
        Assert.That(unbundled.All(g => g.All(t => t.Close == g[0].Close && t.Side == g[0].Side)), Is.True);
    }

    [Test]
    public void There_are_large_prints_blocks_sweeps_and_a_quiet_patch()
    {
        var sizes = Groups().Select(g => g.Sum(t => t.TotalVolume)).ToList();
        Assert.That(sizes.Count(lots => lots >= 100), Is.GreaterThan(50));
        Assert.That(sizes.Count(lots => lots >= 400), Is.GreaterThan(5));
        Assert.That(sizes.Count(lots => lots == 1), Is.GreaterThan(sizes.Count / 4));
        var sweeps = _trades.GroupBy(t => t.SierraMicros / 1000).Count(g => g.Select(t => t.Close).Distinct().Count() >= 3);
        Assert.That(sweeps, Is.GreaterThan(10));

        // Minutes 18 to 22 are the quiet patch.
        var start = _trades[0].SierraMicros;
        var minutes = _trades.GroupBy(t => (t.SierraMicros - start) / 60_000_000).ToDictionary(g => g.Key, g => g.Sum(t => t.TotalVolume));
        Assert.That(minutes.Where(m => m.Key is >= 19 and < 22).Max(m => m.Value), Is.LessThan(minutes.Values.Average() / 3));
    }

    [Test]
    public void The_book_is_whole_never_locked_and_agrees_with_the_tape()
    {
        var book = new DepthBook(PriceScale.For("f", _trades[0].Close, InstrumentPrices.OfSymbol(SyntheticSession.Symbol)!));
        var best = new BookLevel[1];
        var next = 0;
        foreach (var record in _depth)
        {
            // Trades come before the change that they caused, which bears the time of the last of them.
            var isFirst = book.Batches > 0;
            for (; next < _trades.Length && _trades[next].SierraMicros <= record.SierraMicros; next++, isFirst = false)
            {
                if (!isFirst)
                    continue;
                book.BestBids(best);
                Assert.That(best[0].PriceTicks, Is.EqualTo((int)(_trades[next].Low * 4)), $"bid at trade {next}");
                book.BestAsks(best);
                Assert.That(best[0].PriceTicks, Is.EqualTo((int)(_trades[next].High * 4)), $"ask at trade {next}");
            }

            if (book.Apply(record) && (book.IsCrossed || book.BidCount < 10 || book.AskCount < 10))
                Assert.Fail($"batch {book.Batches}: crossed {book.IsCrossed}, {book.BidCount} bids, {book.AskCount} asks");
        }

        Assert.That((book.UnknownCommands, book.RefusedPrices, book.MissingLevels), Is.EqualTo((0L, 0L, 0L)));
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private IEnumerable<List<ScidRecord>> Groups()
    {
        var group = new List<ScidRecord>();
        foreach (var trade in _trades)
        {
            group.Add(trade);
            if (trade.Group == PrintGroup.First || (group[0].Group == PrintGroup.First && trade.Group != PrintGroup.Last))
                continue;
            yield return group;
            group = [];
        }
    }
}
