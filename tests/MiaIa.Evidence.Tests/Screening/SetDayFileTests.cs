using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Screening;

/// <summary>A block's file gives any of its sets back, and reads no more of it than it has to.</summary>
public sealed class SetDayFileTests
{
    private const int Sets = 77;

    [Test]
    public void Any_stretch_of_sets_is_what_was_written()
    {
        var (days, bytes) = Written();
        for (var first = 0; first < Sets; first++)
        {
            foreach (var count in (int[])[1, 31, 32, 33, Sets])
                Assert.That(Told(Read(bytes, first, count)), Is.EqualTo(Told(days.Skip(first).Take(count))), $"{count} from {first}");
        }

        Assert.That(Told(Read(bytes, 0, int.MaxValue)), Is.EqualTo(Told(days)));
    }

    [Test]
    public void Blocks_that_are_not_asked_for_are_not_looked_into_and_what_is_read_is_checked()
    {
        var (days, bytes) = Written();
        // The last byte of the last block's check, before the mark of the end.
        bytes[^5] ^= 1;
        Assert.That(Told(Read(bytes, 0, 64)), Is.EqualTo(Told(days.Take(64))));
        Assert.That(() => Read(bytes, 64, 1), Throws.TypeOf<EvidenceException>().With.Message.Contains("is damaged"));
        Assert.That(() => Read(bytes[..^6], 64, 1), Throws.TypeOf<EvidenceException>().With.Message.Contains("is cut off"));
        Assert.That(() => Read(bytes[..40], 64, 1), Throws.TypeOf<EvidenceException>());
        Assert.That(() => Read(bytes, 64, 1, "other"), Throws.TypeOf<EvidenceException>().With.Message.Contains("made of other inputs"));
    }

    private static SetDay[] Read(byte[] bytes, int first, int count, string key = "key") =>
        [.. SetDayFile.Read(new MemoryStream(bytes), key, "sets.kept", first, count)];

    private static (SetDay[] Days, byte[] Bytes) Written()
    {
        SetDay[] days =
        [
            .. Enumerable
                .Range(0, Sets)
                .Select(set => new SetDay(set, set % 3, [.. Enumerable.Range(0, set % 4).Select(i => Trade(set, i))])),
        ];
        using var stream = new MemoryStream();
        SetDayFile.Write(stream, "key", days);
        return (days, stream.ToArray());
    }

    private static SetTrade Trade(int set, int place) =>
        new(
            UnixNanos.Trusted(1_000_000_000L * (place + 1)),
            UnixNanos.Trusted((1_000_000_000L * (place + 1)) + set),
            place % 2 == 0 ? Direction.Long : Direction.Short,
            Tier.Good,
            set - 30,
            (set * 1_250) - 430
        );

    private static IEnumerable<string> Told(IEnumerable<SetDay> days) =>
        days.Select(day => $"{day.Births} {day.NearBirths} {string.Join(' ', day.Trades)}");
}
