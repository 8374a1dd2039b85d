using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Tests.Screening;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Statistics;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Kept;

public sealed class KeptFilesTests
{
    [Test]
    public void A_day_kept_twice_has_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-kept-");
        try
        {
            var files = SyntheticSession.Write(folder.FullName, 3, 20);
            var one = PlayedDay.Play(files.ScidPath, files.DepthPath, InstrumentOptions.Es, isKept: true);
            var two = PlayedDay.Play(files.ScidPath, files.DepthPath, InstrumentOptions.Es, isKept: true);
            Assert.That(two.Rows, Is.EqualTo(one.Rows));
            Assert.That(two.Seconds, Is.EqualTo(one.Seconds));
            Assert.That(one.Grid().Count, Is.InRange(20 * 60, (20 * 60) + 5));
            EveryDamageIsFound(one.Rows, "rows");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_grid_comes_back_as_it_was_written()
    {
        var random = new RandomBits(4);
        var grid = MadeUpGrid.Make(ref random, 3_000);
        using var file = new MemoryStream();
        grid.Write(file, "k");
        var read = SecondGrid.Read(new MemoryStream(file.ToArray()), "k", "seconds");
        Assert.That(read.FirstSecond, Is.EqualTo(grid.FirstSecond));
        Assert.That(read.Values, Is.EqualTo(grid.Values));
        Assert.That(read.Masks, Is.EqualTo(grid.Masks));
        Assert.That(read.Conditions, Is.EqualTo(grid.Conditions));
        int[][] prices = [read.Last, read.High, read.Low, read.Bid, read.Ask];
        Assert.That(prices, Is.EqualTo(new[] { grid.Last, grid.High, grid.Low, grid.Bid, grid.Ask }));
    }

    [Test]
    public void Another_key_is_refused()
    {
        using var file = new MemoryStream();
        MadeUpGrid.Flat(10).Write(file, "one");
        Assert.That(
            () => SecondGrid.Read(new MemoryStream(file.ToArray()), "another", "seconds"),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("other inputs")
        );
    }

    // Each place of the head, the block's frame and a sample of the columns: never a wrong reading in silence, never another exception.
    private static void EveryDamageIsFound(byte[] whole, string name)
    {
        for (var at = 0; at < whole.Length; at += at < 60 ? 1 : 1 + (whole.Length / 40))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x40;
            Assert.That(() => ReadAll(damaged, name), Throws.TypeOf<EvidenceException>(), $"byte {at}");
            Assert.That(() => ReadAll(whole[..at], name), Throws.TypeOf<EvidenceException>(), $"cut off at {at}");
        }
    }

    private static void ReadAll(byte[] bytes, string name)
    {
        using var reader = new KeptReader(new MemoryStream(bytes), PlayedDay.Key, name);
        while (reader.Next() is not null)
        {
            // Only whether it can be read.
        }
    }
}
