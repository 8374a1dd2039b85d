using System.Buffers.Binary;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

[TestFixture]
internal sealed class CarryTests
{
    [Test]
    public void What_is_read_is_what_was_written()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(long.MinValue);
        writer.WriteUInt64(ulong.MaxValue);
        writer.WriteDouble(-0.0);
        writer.WriteString("halted: günstig €");
        writer.WriteString("");

        var reader = new CarryReader(writer.Written);
        Assert.That(reader.ReadInt64(), Is.EqualTo(long.MinValue));
        Assert.That(reader.ReadUInt64(), Is.EqualTo(ulong.MaxValue));
        Assert.That(double.IsNegative(reader.ReadDouble()), Is.True);
        Assert.That(reader.ReadString(), Is.EqualTo("halted: günstig €"));
        Assert.That(reader.ReadString(), Is.Empty);
        reader.End();
    }

    [Test]
    public void Bytes_are_little_endian_on_every_machine()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(0x0102030405060708);
        writer.WriteString("A");
        Assert.That(writer.Written.ToArray(), Is.EqualTo(new byte[] { 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 65 }));
    }

    [Test]
    public void Refuses_what_is_cut_at_every_byte()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(1);
        writer.WriteString("abc");
        writer.WriteDouble(2.5);
        for (var length = 0; length < writer.Written.Length; length++)
        {
            var cut = writer.Written[..length].ToArray();
            Assert.That(() => ReadAll(cut), Throws.TypeOf<CarryException>().With.Message.Contains("too early"), $"{length} bytes");
        }

        Assert.That(ReadAll(writer.Written.ToArray()), Is.EqualTo((1L, "abc", 2.5)));
    }

    [TestCase(-1L)]
    [TestCase(11L)]
    [TestCase(long.MaxValue)]
    public void Refuses_a_count_that_cannot_be(long count)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, count);
        Assert.That(() => new CarryReader(bytes).ReadCount(10), Throws.TypeOf<CarryException>().With.Message.Contains($"{count}"));
    }

    [Test]
    public void Refuses_another_version_and_names_both()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(3);
        var bytes = writer.Written.ToArray();
        Assert.That(
            () => new CarryReader(bytes).ReadVersion(2),
            Throws.TypeOf<CarryException>().With.Message.EqualTo("version 3, this engine reads 2")
        );
    }

    [Test]
    public void Refuses_a_text_that_is_not_utf8()
    {
        byte[] bytes = [1, 0, 0, 0, 0, 0, 0, 0, 0xff];
        Assert.That(() => new CarryReader(bytes).ReadString(), Throws.TypeOf<CarryException>().With.Message.Contains("UTF-8"));
    }

    [Test]
    public void Refuses_bytes_that_nobody_reads()
    {
        Assert.That(() => new CarryReader([1]).End(), Throws.TypeOf<CarryException>().With.Message.Contains("1 bytes more"));
    }

    [Test]
    public void Refuses_to_hold_more_than_its_bound_and_keeps_what_it_holds()
    {
        var writer = new CarryWriter(bytesMax: 16);
        writer.WriteInt64(1);
        Assert.That(() => writer.WriteString("123456789"), Throws.TypeOf<CarryException>().With.Message.Contains("16"));
        Assert.That(
            () => new CarryWriter().WriteString(new string('x', 4097)),
            Throws.TypeOf<CarryException>().With.Message.Contains("4097")
        );
        Assert.That(writer.Written[..8].ToArray(), Is.EqualTo(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 }));
    }

    private static (long, string, double) ReadAll(byte[] bytes)
    {
        var reader = new CarryReader(bytes);
        return (reader.ReadInt64(), reader.ReadString(), reader.ReadDouble());
    }
}
