using MiaIa.Cli.Demo;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Demo;

public sealed class SessionTallyTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("miaia-cli-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void It_counts_what_was_written()
    {
        var made = SyntheticSession.Write(_folder.FullName, seed: 7, minutes: 3);
        var tally = SessionTally.Of(made.ScidPath, made.DepthPath);
        Assert.That(
            (tally.TradeRecords, tally.Trades, tally.BuyLots, tally.SellLots, tally.DepthBatches),
            Is.EqualTo((made.TradeRecords, made.Trades, made.BuyLots, made.SellLots, made.DepthBatches))
        );
        Assert.That((tally.Bids.Count, tally.Asks.Count), Is.EqualTo((10, 10)));
    }

    [Test]
    public void A_quote_without_volume_is_no_trade_and_a_missing_depth_file_no_book()
    {
        var path = Path.Combine(_folder.FullName, "ESZ26_FUT_CME.scid");
        using (var writer = SierraFormats.Scid.Create(path))
        {
            writer.Append(
                new ScidRecord
                {
                    SierraMicros = 1,
                    Close = 6000,
                    NumTrades = 1,
                }
            );
            writer.Append(
                new ScidRecord
                {
                    SierraMicros = 2,
                    Close = 6000,
                    NumTrades = 1,
                    TotalVolume = 3,
                    AskVolume = 3,
                }
            );
        }

        var tally = SessionTally.Of(path, null);
        Assert.That((tally.TradeRecords, tally.BuyLots, tally.DepthBatches, tally.Bids.Count), Is.EqualTo((1L, 3L, 0L, 0)));
    }

    [TestCase("CLZ26.scid", 70f, "the symbol is not one of ES, MES, NQ, MNQ")]
    [TestCase("ESZ26.scid", 70f, "its prices are about 70")]
    public void A_file_that_cannot_be_played_says_why(string name, float price, string reason)
    {
        var path = Path.Combine(_folder.FullName, name);
        using (var writer = SierraFormats.Scid.Create(path))
        {
            writer.Append(
                new ScidRecord
                {
                    SierraMicros = 2,
                    Close = price,
                    NumTrades = 1,
                    TotalVolume = 3,
                    AskVolume = 3,
                }
            );
        }

        Assert.That(() => SessionTally.Of(path, null), Throws.TypeOf<SierraFileException>().With.Message.Contains(reason));
    }
}
