using MiaIa.Evidence.Recordings;

namespace MiaIa.Evidence.Tests.Recordings;

/// <summary>An export that cannot be read is named with the reason, and a text that is none is no export.</summary>
public sealed class BarFileTests
{
    private const string Head = "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume";
    private const string Row = "2026/1/5, 9:30:00, 10, 11, 9, 10, 1, 1, 0, 1";

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-bars-");

    [TearDown]
    public void Remove_it() => _folder.Delete(recursive: true);

    [TestCase("Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, AskVolume, BidVolume\n" + Row, "the first line is")]
    [TestCase(Head + ", VWAP\n" + Row + ", 10", "the first line is")]
    [TestCase("Date, Time, Open, High, Low, Last, Volume, NumberOfTrades\n2026/1/5, 9:30:00, 10, 11, 9, 10, 1, 1", "the first line is")]
    [TestCase("Date; Time; Open; High; Low; Last; Volume; NumberOfTrades; BidVolume; AskVolume\n" + Row, "the first line is")]
    [TestCase(Head + "\n1/5/2026, 9:30:00, 10, 11, 9, 10, 1, 1, 0, 1", "is no time")]
    [TestCase(Head + "\n", "holds no bar")]
    [TestCase(Head + "\n2026/1/5, 9:30:00, 10, 9, 11, 10, 1, 1, 0, 1", "High '9' lies below Low '11'")]
    public void One_that_cannot_be_read_is_named_with_the_reason(string text, string why)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "ESZ26-BarData.txt"), text);
        var bars = RecordingFiles.BarsIn(_folder.FullName).Bars.Single();
        Assert.That(bars.Problem, Does.Contain(why));
        Assert.That((bars.Bars, bars.First, bars.Last), Is.EqualTo((0L, (DateTime?)null, (DateTime?)null)), "no time was read");
    }

    [TestCase("", 0)]
    [TestCase("Dates to remember: open the window", 0)]
    [TestCase("hello", 0)]
    [TestCase(Head + "\n" + Row, 1)]
    public void A_text_of_another_kind_is_none(string text, int found)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "ESZ26-BarData.txt"), text);
        var bars = RecordingFiles.BarsIn(_folder.FullName).Bars;
        Assert.That(bars.Count(bar => bar.Problem.Length == 0), Is.EqualTo(found));
        Assert.That(bars, Has.Count.EqualTo(found));
    }
}
