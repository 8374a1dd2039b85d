namespace MiaIa.SierraFiles.Tests;

public sealed class SierraTimeTests
{
    [Test]
    public void Sierra_counts_from_the_30th_of_December_1899()
    {
        var epoch = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);
        Assert.That((DateTime.UnixEpoch - epoch).Ticks / 10, Is.EqualTo(SierraTime.UnixEpochMicros));
        Assert.That(SierraTime.ToUnixMicros(0), Is.EqualTo((epoch - DateTime.UnixEpoch).Ticks / 10));
    }

    [Test]
    public void A_time_survives_the_way_to_Unix_and_back()
    {
        const long Sierra = 0x000DCE7445EFB8A8;
        Assert.That(SierraTime.FromUnixMicros(SierraTime.ToUnixMicros(Sierra)), Is.EqualTo(Sierra));
        Assert.That(SierraTime.ToUnixNanos(Sierra), Is.EqualTo(SierraTime.ToUnixMicros(Sierra) * 1000));
    }

    [Test]
    public void A_time_beyond_64_bits_is_refused_not_wrapped() =>
        Assert.That(() => SierraTime.ToUnixNanos(long.MaxValue), Throws.TypeOf<OverflowException>());
}
