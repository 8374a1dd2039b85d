using MiaIa.Engine.Features;
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
            // The tape, a feature that changes with nearly every event, and one that has nothing to say.
            foreach (var part in (int[])[KeptParts.Tape, (int)FeatureId.OrderBookImbalance, (int)FeatureId.GammaLevelsProximity])
                EveryDamageIsFound(one.Rows, part, ReadRows);
            EveryDamageIsFound(
                one.Seconds,
                (int)FeatureId.VwapTrendSignal,
                parts => SecondGrid.Read(PlayedDay.Opened(parts), PlayedDay.Key)
            );
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
        var read = SecondGrid.Read(PlayedDay.Opened(PlayedDay.Written(grid)), PlayedDay.Key);
        Assert.That(read.FirstSecond, Is.EqualTo(grid.FirstSecond));
        Assert.That(read.Values, Is.EqualTo(grid.Values));
        Assert.That(read.Masks, Is.EqualTo(grid.Masks));
        Assert.That(read.Conditions, Is.EqualTo(grid.Conditions));
        int[][] prices = [read.Last, read.High, read.Low, read.Bid, read.Ask];
        Assert.That(prices, Is.EqualTo(new[] { grid.Last, grid.High, grid.Low, grid.Bid, grid.Ask }));
    }

    [Test]
    public void A_part_of_another_key_is_refused()
    {
        var grid = MadeUpGrid.Flat(10);
        var seconds = PlayedDay.Written(grid);
        using var other = new MemoryStream();
        grid.Write(3, other, "another key");
        seconds[3] = other.ToArray();
        Assert.That(
            () => SecondGrid.Read(PlayedDay.Opened(seconds), PlayedDay.Key),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("other inputs")
        );
    }

    // Each place of the head, the block's frame and a sample of the columns: never a wrong reading in silence, never another exception.
    private static void EveryDamageIsFound(byte[][] parts, int part, Action<byte[][]> read)
    {
        var whole = parts[part];
        for (var at = 0; at < whole.Length; at += at < 60 ? 1 : 1 + (whole.Length / 40))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x40;
            Assert.That(() => read(With(damaged)), Throws.TypeOf<EvidenceException>(), $"{KeptParts.NameOf(part)}: byte {at}");
            Assert.That(() => read(With(whole[..at])), Throws.TypeOf<EvidenceException>(), $"{KeptParts.NameOf(part)}: cut off at {at}");
        }

        byte[][] With(byte[] other) => [.. parts.Select((bytes, place) => place == part ? other : bytes)];
    }

    private static void ReadRows(byte[][] parts)
    {
        using var reader = new KeptReader(PlayedDay.Opened(parts), PlayedDay.Key);
        while (reader.Next() is not null)
        {
            // Only whether it can be read.
        }
    }
}
