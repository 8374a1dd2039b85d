namespace MiaIa.SierraFiles.Tests;

/// <summary>Figures come from the index of the recorded data, which took them from independent sources.</summary>
public sealed class RecordedHourTests
{
    private const string Folder = "es-2023-12-25/";

    [Test]
    public void The_genuine_sample_reads_as_its_ten_trades()
    {
        using var file = SierraFormats.Scid.Open(Recorded.File("scid-sample/test.scid"));
        var records = file.Records().ToArray();
        Assert.That((file.Count, file.TailBytes), Is.EqualTo((10L, 0)));
        Assert.That(
            records.Select(r => r.Group),
            Is.EqualTo(
                Enumerable
                    .Range(0, 10)
                    .Select(i =>
                        i switch
                        {
                            3 => PrintGroup.First,
                            4 => PrintGroup.Last,
                            _ => PrintGroup.None,
                        }
                    )
            )
        );
        Assert.That(
            DateTime.UnixEpoch.AddMicroseconds(SierraTime.ToUnixMicros(records[0].SierraMicros)).Date,
            Is.EqualTo(new DateTime(2023, 2, 21))
        );
        Assert.That(records.Count(r => r.Close < r.Low), Is.EqualTo(1), "one trade prints below its bid");
        Assert.That(records.All(r => r.Side != TradeSide.None && r.IsSingleTrade), Is.True);
    }

    [Test]
    public void The_hour_holds_every_trade_and_lot_of_the_exchange()
    {
        using var file = SierraFormats.Scid.Open(Recorded.File(Folder + "ESH24_FUT_CME.scid"));
        var records = file.Records().ToArray();
        var parents = 0;
        var insideGroup = false;
        foreach (var record in records)
        {
            parents += insideGroup ? 0 : 1;
            insideGroup = record.Group == PrintGroup.First || (insideGroup && record.Group != PrintGroup.Last);
        }

        Assert.Multiple(() =>
        {
            Assert.That((records.Length, file.TailBytes, parents), Is.EqualTo((6_188, 0, 2_973)));
            Assert.That(records.Count(r => r.Group == PrintGroup.First), Is.EqualTo(851));
            Assert.That(records.Count(r => r.Group == PrintGroup.Last), Is.EqualTo(851));
            Assert.That(records.Sum(r => r.AskVolume), Is.EqualTo(5_322));
            Assert.That(records.Sum(r => r.BidVolume), Is.EqualTo(4_570));
            Assert.That(records.Sum(r => r.TotalVolume), Is.EqualTo(9_892));
        });
        var scale = PriceScale.For(file.Path, records[0].Close, InstrumentPrices.OfFile(file.Path)!);
        Assert.That(scale.Multiplier, Is.EqualTo(1.0));
        Assert.That(records.All(r => scale.TryTicks(r.Close, out _)), Is.True);
    }

    [Test]
    public void The_hours_depth_ends_at_the_known_book_and_is_never_crossed_after_the_open()
    {
        using var file = SierraFormats.Depth.Open(Recorded.File(Folder + "ESH24_FUT_CME.2023-12-25.depth"));
        var open = new DateTimeOffset(2023, 12, 25, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        var book = new DepthBook(PriceScale.For(file.Path, file.Records(1).First().Price, InstrumentPrices.OfFile(file.Path)!));
        var crossedAfterOpen = 0;
        foreach (var record in file.Records())
        {
            if (book.Apply(record) && book.IsCrossed && SierraTime.ToUnixMicros(record.SierraMicros) > open)
                crossedAfterOpen++;
        }

        var best = new BookLevel[1];
        Assert.Multiple(() =>
        {
            Assert.That((file.Count, file.TailBytes, book.Batches), Is.EqualTo((58_587L, 0, 46_973L)));
            Assert.That((book.UnknownCommands, book.RefusedPrices, crossedAfterOpen), Is.EqualTo((0L, 0L, 0)));
            Assert.That((book.BestBids(best), best[0].PriceTicks, best[0].Lots), Is.EqualTo((1, 4810 * 4, 22u)));
            Assert.That((book.BestAsks(best), best[0].PriceTicks, best[0].Lots), Is.EqualTo((1, (4810 * 4) + 1, 28u)));
        });
    }
}
