using System.IO.Compression;
using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Engine.Tests.Market;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TimeframeBarsTests
{
    private const long Minute = 60_000;
    private const int Five = 1;
    private const int Hour = 3;
    private static readonly int[] Lengths = [1, 5, 15, 60];

    private readonly MinuteBars _minutes = new();
    private readonly Timeframes _timeframes = new();
    private readonly List<MinuteBar>[] _closed =
    [
        [],
        [],
        [],
        [],
    ];

    [Test]
    public void A_period_without_trades_makes_no_bar_and_a_bar_closes_when_time_reaches_its_end()
    {
        Trade(0, 100);
        Trade(4 * Minute, 104);
        Advance((5 * Minute) - 1);
        Assert.That(_closed[Five], Is.Empty);
        Advance(5 * Minute);
        Assert.That(_closed[Five].Single(), Is.EqualTo(Bar(0, 100, 104, 100, 104, 2, 0)));
        Trade(12 * Minute, 99, isBuy: false);
        // Only the time tells that the period is over: no minute bar closes here.
        Advance(13 * Minute);
        Advance((15 * Minute) - 1);
        Assert.That(_closed[Five], Has.Count.EqualTo(1));
        Advance(15 * Minute);
        Assert.That(_closed[Five][1], Is.EqualTo(Bar(10 * Minute, 99, 99, 99, 99, 0, 1)));
    }

    [Test]
    public void A_pause_that_spans_periods_closes_each_bar_once()
    {
        Trade(58 * Minute, 100);
        Advance(600 * Minute);
        Trade(600 * Minute, 101);
        Advance(1_200 * Minute);
        Assert.That(
            string.Join(", ", _closed.Select(bars => string.Join(' ', bars.Select(bar => bar.StartMillis / Minute)))),
            Is.EqualTo("58 600, 55 600, 45 600, 0 600")
        );
    }

    // What is missing lies between the last trade before the gap and the first one after it.
    [TestCase(3, 4, "5 10 15", TestName = "A gap inside a bar leaves that bar out")]
    [TestCase(3, 7, "10 15", TestName = "A gap that ends in the next bar leaves both out")]
    [TestCase(3, 12, "15", TestName = "A gap over a whole period leaves both its ends out")]
    public void Gaps(int lastBefore, int firstAfter, string whole)
    {
        for (var minute = 0; minute <= lastBefore; minute++)
            Trade(minute * Minute, 100);
        Advance((lastBefore * Minute) + 30_000);
        _minutes.Break();
        _timeframes.Break();
        for (var minute = firstAfter; minute < 20; minute++)
            Trade((minute * Minute) + 40_000, 100);
        Advance(20 * Minute);
        Assert.That(string.Join(' ', _closed[Five].Select(bar => bar.StartMillis / Minute)), Is.EqualTo(whole));
        Assert.That(_timeframes.All[Five].Whole, Is.EqualTo(_closed[Five].Count));
        Assert.That(_minutes.Whole, Is.EqualTo(19 - firstAfter), "the first minute of the tape that goes on is not whole either");
        Assert.That(_timeframes.All[0].Whole, Is.EqualTo(_minutes.Whole));
    }

    [Test]
    public void A_gap_in_a_quiet_minute_spoils_the_bars_around_it_and_no_minute_before()
    {
        Trade(0, 100);
        Advance(2 * Minute);
        Assert.That(_minutes.Whole, Is.EqualTo(1));
        _minutes.Break();
        _timeframes.Break();
        Trade(3 * Minute, 100);
        Trade(5 * Minute, 100);
        Advance(10 * Minute);
        Assert.That(_closed[Five].Select(bar => bar.StartMillis), Is.EqualTo(new[] { 5 * Minute }));
        Assert.That(_minutes.Whole, Is.EqualTo(1), "minute 5; minute 3 is where the tape goes on");
    }

    [Test]
    public void A_gap_lets_the_average_true_range_begin_anew()
    {
        for (var minute = 0; minute < 14; minute++)
            Trade(minute * Minute, 100 + (minute % 2 * 30));
        Advance(14 * Minute);
        Assert.That((_minutes.HasAtr, _minutes.AtrTicks), Is.EqualTo((true, 13 * 30 / 14.0)));
        _minutes.Break();
        Assert.That(_minutes.HasAtr, Is.False);
        for (var minute = 14; minute < 28; minute++)
            Trade(minute * Minute, 100 + (minute * 10));
        Advance(28 * Minute);
        Assert.That(_minutes.HasAtr, Is.False, "the first of the fourteen is not whole");
        Trade(28 * Minute, 380);
        Advance(29 * Minute);
        Assert.That((_minutes.HasAtr, _minutes.AtrTicks), Is.EqualTo((true, 13 * 10 / 14.0)).Within(1e-12));
    }

    // The index of the data: 12 of 12 bars equal Sierra's own export, which is not in it; its totals are.
    [Test]
    public void The_recorded_hour_makes_its_bars()
    {
        using var file = SierraFormats.Scid.Open(Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"));
        var records = file.Records()
            .Select(r =>
                (
                    Millis: SierraTime.ToUnixMicros(r.SierraMicros) / 1_000,
                    Price: (int)(r.Close * 4),
                    Lots: (int)r.TotalVolume,
                    IsBuy: r.Side == TradeSide.Buy
                )
            )
            .ToList();
        foreach (var (millis, price, lots, isBuy) in records)
            Trade(millis, price, isBuy, lots);
        Advance(new DateTimeOffset(2023, 12, 26, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        Assert.That((_closed[1].Count, _closed[2].Count, _closed[3].Count), Is.EqualTo((12, 4, 1)));
        foreach (var (bars, minutes) in _closed.Zip(Lengths))
        {
            var expected = records
                .GroupBy(r => r.Millis / (minutes * Minute))
                .Select(g =>
                    Bar(
                        g.Key * minutes * Minute,
                        g.First().Price,
                        g.Max(r => r.Price),
                        g.Min(r => r.Price),
                        g.Last().Price,
                        g.Where(r => r.IsBuy).Sum(r => r.Lots),
                        g.Where(r => !r.IsBuy).Sum(r => r.Lots)
                    )
                );
            Assert.That(bars, Is.EqualTo(expected), $"{minutes} minutes");
            Assert.That(
                (bars.Sum(bar => bar.BuyVolume), bars.Sum(bar => bar.SellVolume)),
                Is.EqualTo((5_322L, 4_570L)),
                $"{minutes} minutes"
            );
        }
    }

    // Sierra's own 5-minute bars, with the pauses of a year, taken apart into trades: they have to come out again.
    [TestCase("ESH23")]
    [TestCase("ESM23")]
    [TestCase("ESU23")]
    [TestCase("ESZ23")]
    public void The_bars_of_a_sierra_export_come_out_as_they_went_in(string contract)
    {
        var path = Recorded.File($"es-5m-bars/{contract}-CME.scid_BarData__5m.txt.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var expected = new List<MinuteBar>();
        foreach (var row in BarExport.Read(reader, path))
        {
            // US Central is a whole number of hours from UTC, so its periods are the same.
            var start = new DateTimeOffset(row.Start, TimeSpan.Zero).ToUnixTimeMilliseconds();
            var (open, high, low, last) = (
                (int)(row.OpenPoints * 4),
                (int)(row.HighPoints * 4),
                (int)(row.LowPoints * 4),
                (int)(row.LastPoints * 4)
            );
            expected.Add(Bar(start, open, high, low, last, row.AskVolumeLots, row.BidVolumeLots));
            Trade(start, open, isBuy: false, 0);
            Trade(start + Minute + 999, high, isBuy: true, (int)row.AskVolumeLots);
            Trade(start + (2 * Minute), low, isBuy: false, (int)row.BidVolumeLots);
            Trade(start + (5 * Minute) - 1, last, isBuy: false, 0);
        }

        Advance(expected[^1].StartMillis + (60 * Minute));
        Assert.That(expected, Has.Count.GreaterThan(15_000));
        Assert.That(_closed[Five], Is.EqualTo(expected));
        var hours = expected
            .GroupBy(bar => bar.StartMillis / (60 * Minute))
            .Select(g =>
                Bar(
                    g.Key * 60 * Minute,
                    g.First().Open,
                    g.Max(bar => bar.High),
                    g.Min(bar => bar.Low),
                    g.Last().Close,
                    g.Sum(bar => bar.BuyVolume),
                    g.Sum(bar => bar.SellVolume)
                )
            );
        Assert.That(_closed[Hour], Is.EqualTo(hours));
    }

    private static MinuteBar Bar(long start, int open, int high, int low, int close, long buys, long sells) =>
        new()
        {
            StartMillis = start,
            Open = open,
            High = high,
            Low = low,
            Close = close,
            BuyVolume = buys,
            SellVolume = sells,
        };

    private void Trade(long millis, int price, bool isBuy = true, int lots = 1)
    {
        Advance(millis);
        _minutes.Add(millis, price, lots, isBuy);
    }

    private void Advance(long millis)
    {
        var counts = _timeframes.All.ToArray().Select(bars => bars.Whole).ToList();
        if (!_timeframes.Advance(millis, _minutes, _minutes.TryClose(millis)))
            return;
        for (var i = 0; i < Timeframes.Count; i++)
        {
            if (_timeframes.All[i].Whole != counts[i])
                _closed[i].Add(_timeframes.All[i].Closed);
        }
    }
}
