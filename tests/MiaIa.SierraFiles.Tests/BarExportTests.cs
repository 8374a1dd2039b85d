using System.IO.Compression;

namespace MiaIa.SierraFiles.Tests;

public sealed class BarExportTests
{
    private const string Header = "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume\n";

    [Test]
    public void A_row_is_read_column_by_column()
    {
        var row = Read(Header + "2022/12/19, 00:05:00, 3881.75, 3882.50, 3880.75, 3881.00, 333, 278, 212, 121\n").Single();
        Assert.That(
            row,
            Is.EqualTo(new BarExportRow(new DateTime(2022, 12, 19, 0, 5, 0), 3881.75, 3882.5, 3880.75, 3881, 333, 278, 212, 121))
        );
    }

    [TestCase("Date;Time", "not a bar export: the first line is 'Date;Time'")]
    [TestCase("", "not a bar export: it is empty")]
    [TestCase(Header + "2022/12/19, 00:00:00, 1", "line 2: 3 columns, expected 10")]
    [TestCase(Header + "19.12.2022, 00:00:00, 1, 1, 1, 1, 1, 1, 1, 1", "line 2, Date and Time: '19.12.2022 00:00:00' is no time")]
    [TestCase(Header + "\n2022/12/19, 00:00:00, 1, NaN, 1, 1, 1, 1, 1, 1", "line 3, High: 'NaN' is not a price above 0")]
    [TestCase(Header + "2022/12/19, 00:00:00, 1, 1, 1, 1, 1, 1, -4, 1", "line 2, BidVolume: '-4' is not a whole number from 0")]
    public void A_wrong_text_names_line_column_and_value(string text, string expected) =>
        Assert.That(() => Read(text), Throws.TypeOf<SierraFileException>().With.Message.StartsWith($"bars.txt: {expected}"));

    // The data index says: volume is bid plus ask in every bar, about 70,000 bars in the four files.
    [Test]
    public void Every_bar_of_the_recorded_exports_adds_up()
    {
        var bars = 0;
        foreach (var contract in new[] { "ESH23", "ESM23", "ESU23", "ESZ23" })
        {
            var path = Recorded.File($"es-5m-bars/{contract}-CME.scid_BarData__5m.txt.gz");
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            foreach (var row in BarExport.Read(reader, path))
            {
                Assert.That(row.BidVolumeLots + row.AskVolumeLots, Is.EqualTo(row.VolumeLots), $"{contract} {row.Start}");
                Assert.That(row.HighPoints, Is.GreaterThanOrEqualTo(row.LowPoints), $"{contract} {row.Start}");
                bars++;
            }
        }

        Assert.That(bars, Is.EqualTo(70_000).Within(2_000));
    }

    [Test]
    public void A_bar_whose_high_lies_below_its_low_is_refused() =>
        Assert.That(
            () =>
                Read(
                    "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume\n2026/1/5, 9:30:00, 10, 9, 11, 10, 1, 1, 0, 1"
                ),
            Throws.TypeOf<SierraFileException>().With.Message.Contains("line 2: High '9' lies below Low '11'")
        );

    private static List<BarExportRow> Read(string text)
    {
        using var reader = new StringReader(text);
        return [.. BarExport.Read(reader, "bars.txt")];
    }
}
