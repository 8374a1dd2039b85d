using System.Buffers.Binary;

namespace MiaIa.SierraFiles.Tests;

public sealed class RecordFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_was_written_is_read_back_bit_by_bit()
    {
        var trades = Enumerable.Range(0, 10_000).Select(Trade).ToArray();
        var levels = Enumerable
            .Range(0, 5_000)
            .Select(i => new DepthRecord
            {
                SierraMicros = i,
                Command = (DepthCommand)(i % 8),
                EndsBatch = i % 3 == 0,
                NumOrders = (ushort)i,
                Price = i / 4f,
                Quantity = (uint)i * 7,
            })
            .ToArray();
        Write(SierraFormats.Scid, "a.scid", trades);
        Write(SierraFormats.Depth, "a.depth", levels);
        using var scid = SierraFormats.Scid.Open(_folder.File("a.scid"));
        using var depth = SierraFormats.Depth.Open(_folder.File("a.depth"));
        Assert.That(scid.Records(), Is.EqualTo(trades));
        Assert.That(depth.Records(), Is.EqualTo(levels));
        Assert.That((scid.Count, scid.TailBytes, depth.Count, depth.TailBytes), Is.EqualTo((10_000L, 0, 5_000L, 0)));
    }

    [Test]
    public void Records_can_be_read_from_any_place_and_never_behind_the_end()
    {
        Write(SierraFormats.Scid, "a.scid", [.. Enumerable.Range(0, 10).Select(Trade)]);
        using var scid = SierraFormats.Scid.Open(_folder.File("a.scid"));
        var into = new ScidRecord[4];
        Assert.That((scid.Read(3, into), scid.Read(8, into), scid.Read(10, into)), Is.EqualTo((4, 2, 0)));
        Assert.That(into[0], Is.EqualTo(Trade(8)));
        Assert.That(scid.Records(7), Is.EqualTo(Enumerable.Range(7, 3).Select(Trade)));
        Assert.That(() => scid.Read(11, into), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => scid.Read(-1, into), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_partial_last_record_waits_until_it_is_whole([Range(1, 39)] int tail)
    {
        Write(SierraFormats.Scid, "a.scid", [Trade(0), Trade(1)]);
        var whole = File.ReadAllBytes(_folder.File("a.scid"));
        var path = _folder.Write("b.scid", whole[..(56 + 40 + tail)]);
        using (var scid = SierraFormats.Scid.Open(path))
            Assert.That((scid.Count, scid.TailBytes), Is.EqualTo((1L, tail)));
        using (var more = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            more.Write(whole.AsSpan(56 + 40 + tail));
        using var again = SierraFormats.Scid.Open(path);
        Assert.That((again.Count, again.TailBytes), Is.EqualTo((2L, 0)));
        Assert.That(again.Records(1).Single(), Is.EqualTo(Trade(1)));
    }

    [Test]
    public void A_file_cut_off_in_its_header_says_how_much_is_there([Range(4, 55)] int length)
    {
        Write(SierraFormats.Scid, "a.scid", []);
        var path = _folder.Write("cut.scid", File.ReadAllBytes(_folder.File("a.scid"))[..length]);
        Assert.That(
            () => SierraFormats.Scid.Open(path),
            Throws.TypeOf<SierraFileException>().With.Message.EqualTo($"{path}: truncated: {length} bytes, the header alone has 56")
        );
    }

    [TestCase("PK\u0003\u0004 a zip", "not a .scid file: it begins with \"PK..\" (504B0304), not \"SCID\"")]
    [TestCase("SCDD", "not a .scid file: it begins with \"SCDD\" (53434444), not \"SCID\"")]
    [TestCase("S", "truncated: 1 bytes, the header alone has 56")]
    [TestCase("X", "not a .scid file: it begins with \"X\" (58), not \"SCID\"")]
    [TestCase("", "not a .scid file: it is empty")]
    public void A_file_that_is_not_one_shows_what_it_begins_with(string start, string reason)
    {
        var path = _folder.Write("odd.scid", System.Text.Encoding.Latin1.GetBytes(start));
        Assert.That(() => SierraFormats.Scid.Open(path), Throws.TypeOf<SierraFileException>().With.Message.EqualTo($"{path}: {reason}"));
    }

    [TestCase(4, 57u, "header size 57, expected 56")]
    [TestCase(8, 44u, "record size 44, expected 40")]
    [TestCase(12, 2u, "version 2, only version 1 is known")]
    public void A_header_of_another_shape_is_refused_with_both_numbers(int offset, uint value, string reason)
    {
        Write(SierraFormats.Scid, "a.scid", [Trade(0)]);
        var bytes = File.ReadAllBytes(_folder.File("a.scid"));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
        var path = _folder.Write("b.scid", bytes);
        Assert.That(() => SierraFormats.Scid.Open(path), Throws.TypeOf<SierraFileException>().With.Message.EqualTo($"{path}: {reason}"));
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(
            () => SierraFormats.Scid.Open(_folder.File("none.scid")),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.scid")
        );

    private static ScidRecord Trade(int i) =>
        new()
        {
            SierraMicros = 1_000_000L * i,
            Open = ScidRecord.Marker((PrintGroup)(i % 3)),
            High = 4000.25f + i,
            Low = 4000f + i,
            Close = 4000f + i,
            NumTrades = 1,
            TotalVolume = (uint)i,
            BidVolume = (uint)i,
            AskVolume = 0,
        };

    private void Write<TRecord>(RecordFormat<TRecord> format, string name, TRecord[] records)
        where TRecord : unmanaged
    {
        using var writer = format.Create(_folder.File(name));
        writer.Append(records);
    }
}
