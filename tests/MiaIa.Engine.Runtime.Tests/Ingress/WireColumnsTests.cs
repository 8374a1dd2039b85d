using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>Columns as the protobuf library writes them, read at once: every mixture of widths, whole and cut.</summary>
public sealed class WireColumnsTests
{
    [Test]
    public void A_short_column_is_read_as_it_was_written([Range(0, 17)] int count, [Values(1, 2, 3, 4, 5)] int bytesMax)
    {
        var random = new Random((100 * count) + bytesMax);
        for (var i = 0; i < 300; i++)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => Number(random, random.Next(1, bytesMax + 1))).ToArray();
            var column = Written(numbers);
            var isShort = column.Length <= WireColumns.ShortBytesMax && count <= WireColumns.ShortMax && numbers.All(n => n < 1 << 28);
            var (read, found) = Read(random, column, column.Length);
            Assert.That(read, Is.EqualTo(isShort ? count : -1), Convert.ToHexString(column));
            if (isShort)
                Assert.That(found[..count], Is.EqualTo(numbers), Convert.ToHexString(column));
        }
    }

    [Test]
    public void The_reader_of_single_bytes_says_the_same([Range(0, 17)] int count, [Values(1, 2, 3)] int bytesMax)
    {
        var random = new Random((100 * count) + bytesMax);
        for (var i = 0; i < 300; i++)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => Number(random, random.Next(1, bytesMax + 1))).ToArray();
            var column = Written(numbers);
            var cut = random.Next(4) == 0 ? random.Next(column.Length + 1) : column.Length;
            var bytes = Roomy(random, column);
            var (expected, small) = (new uint[WireColumns.ShortRoom], new uint[WireColumns.ShortRoom]);
            var read = WireColumns.Short(ref bytes[0], cut, expected);

            var areBytes = WireColumns.AreBytes(ref bytes[0], cut, small);
            Assert.That(
                areBytes,
                Is.EqualTo(read >= 0 && read == cut && numbers.Take(read).All(n => n < 0x80)),
                Convert.ToHexString(column)
            );
            if (areBytes)
                Assert.That(small.Take(read), Is.EqualTo(expected.Take(read)), Convert.ToHexString(column));
        }
    }

    [Test]
    public void A_column_that_ends_inside_a_number_is_no_column([Range(2, 4)] int bytes)
    {
        var random = new Random(bytes);
        var column = Written([3, Number(random, bytes)]);
        for (var cut = 1; cut < bytes; cut++)
            Assert.That(Read(random, column, column.Length - cut).Count, Is.EqualTo(-1));
    }

    [Test]
    public void Signs_come_back_from_their_zigzag_form()
    {
        var random = new Random(1);
        int[] signed =
        [
            0,
            -1,
            1,
            int.MinValue,
            int.MaxValue,
            .. Enumerable.Range(0, 11).Select(_ => random.Next(int.MinValue, int.MaxValue)),
        ];
        var numbers = signed.Select(n => (uint)((n << 1) ^ (n >> 31))).ToArray();
        Assert.That(numbers.Select(WireColumns.Signed), Is.EqualTo(signed));
    }

    private static uint Number(Random random, int bytes) =>
        bytes == 1 ? (uint)random.Next(0x80) : (uint)random.NextInt64(1L << (7 * (bytes - 1)), Math.Min(1L << (7 * bytes), 1L << 32));

    private static byte[] Written(uint[] numbers)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var number in numbers)
                output.WriteUInt32(number);
        }

        return bytes.ToArray();
    }

    // Behind the column stands anything.
    private static byte[] Roomy(Random random, byte[] column)
    {
        var bytes = new byte[column.Length + WireCursor.RoomBytes];
        random.NextBytes(bytes);
        column.CopyTo(bytes, 0);
        return bytes;
    }

    private static (int Count, uint[] Numbers) Read(Random random, byte[] column, int length)
    {
        var bytes = Roomy(random, column);
        var numbers = new uint[WireColumns.ShortRoom];
        return (WireColumns.Short(ref bytes[0], length, numbers), numbers);
    }
}
