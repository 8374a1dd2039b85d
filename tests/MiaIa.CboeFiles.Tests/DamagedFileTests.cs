using System.IO.Compression;
using System.Text;

namespace MiaIa.CboeFiles.Tests;

/// <summary>A table that was cut off or damaged is refused whole: a chain that lacks its far expiries is another chain.</summary>
public sealed class DamagedFileTests
{
    [TestCase(0.5)]
    [TestCase(0.99)]
    public void A_gzip_file_cut_short_is_refused(double share)
    {
        var packed = File.ReadAllBytes(RealTables.Find(RealTables.Qqq));
        Refused(packed[..(int)(packed.Length * share)], "gzip data is");
    }

    [TestCase(8)]
    [TestCase(4)]
    [TestCase(1)]
    public void A_gzip_file_without_its_whole_trailer_is_refused(int missing)
    {
        var packed = File.ReadAllBytes(RealTables.Find(RealTables.Qqq));
        Refused(packed[..^missing], "the gzip data is");
    }

    [Test]
    public void A_gzip_file_with_a_wrong_byte_is_refused()
    {
        var packed = File.ReadAllBytes(RealTables.Find(RealTables.Qqq));
        packed[packed.Length / 2] ^= 0x10;
        Assert.That(() => Read(packed), Throws.TypeOf<CboeFileException>());
    }

    [Test]
    public void A_last_line_without_an_end_is_refused() => Refused(Plain()[..^1], "the last line has no end: the file is cut off");

    // Every place inside the last lines, and the line ends of an expiry that was not written to its end.
    [Test]
    public void Text_cut_anywhere_in_the_last_expiry_below_the_spot_is_refused()
    {
        var text = Encoding.UTF8.GetString(Plain());
        var lastExpiry = text.IndexOf("Fri Jan 16 2026", StringComparison.Ordinal);
        var end = text.IndexOf(",350.00,QQQ260116P", StringComparison.Ordinal);
        Assert.That((lastExpiry, end), Is.Not.EqualTo((-1, -1)));
        for (var cut = lastExpiry + 1; cut < end; cut += 37)
            Refused(Encoding.UTF8.GetBytes(text[..cut]), "cut off");
        for (var line = text.IndexOf('\n', lastExpiry); line < end; line = text.IndexOf('\n', line + 1))
            Refused(Encoding.UTF8.GetBytes(text[..(line + 1)]), "the strikes of the last expiry, QQQ 2026-01-16, end at");
    }

    [Test]
    public void A_table_of_which_most_rows_cannot_be_read_is_refused()
    {
        var text = Encoding.UTF8.GetString(Plain());
        Refused(
            Encoding.UTF8.GetBytes(
                text.Replace("QQQ23", "QQX23", StringComparison.Ordinal).Replace("P00", "P01", StringComparison.Ordinal)
            ),
            ""
        );
    }

    [Test]
    public void A_line_of_900_MB_in_a_small_gzip_file_costs_little()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < 900; i++)
                gzip.Write(block);
        }

        packed.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => CboeTableReader.Read(packed, "t.csv.gz"),
            Throws.TypeOf<CboeFileException>().With.Message.EqualTo("t.csv.gz: more than 32 MB: not a quote table")
        );
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200 << 20));
    }

    [TestCase('a')]
    [TestCase('\n')]
    [TestCase(',')]
    public void Thirty_megabytes_of_one_character_cost_little(char character)
    {
        var bytes = new byte[30 << 20];
        Array.Fill(bytes, (byte)character);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => Read(bytes), Throws.TypeOf<CboeFileException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(250 << 20));
    }

    private static byte[] Plain()
    {
        using var unpacked = new GZipStream(File.OpenRead(RealTables.Find(RealTables.Qqq)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        unpacked.CopyTo(plain);
        return plain.ToArray();
    }

    private static void Refused(byte[] bytes, string sentence) =>
        Assert.That(() => Read(bytes), Throws.TypeOf<CboeFileException>().With.Message.Contains(sentence));

    private static CboeTable Read(byte[] bytes) => CboeTableReader.Read(new MemoryStream(bytes), "t.csv");
}
