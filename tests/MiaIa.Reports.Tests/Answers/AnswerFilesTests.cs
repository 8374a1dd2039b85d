using MiaIa.Engine.Market;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Answers;

namespace MiaIa.Reports.Tests.Answers;

public sealed class AnswerFilesTests
{
    // 2026-06-24, 23:59 UTC.
    private const long Late = 1_782_345_540L * UnixNanos.PerSecond;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Minutes_of_two_days_come_back_as_they_were_written()
    {
        var folder = _folder.File("two-days");
        AnswerMinute[] written =
        [
            Minute(Late, 1.25),
            Minute(Late + UnixNanos.PerMinute, 1 / 3.0),
            Minute(Late + (2 * UnixNanos.PerMinute), 0),
        ];
        foreach (var minute in written)
            AnswerFiles.Append(folder, minute);
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2));
        Assert.That(Read(folder, Late, Late + UnixNanos.PerMinute * 3), Is.EqualTo(written));
        Assert.That(
            Read(folder, Late + 1, Late + (2 * UnixNanos.PerMinute)),
            Is.EqualTo(written[1..2]),
            "the beginning is in it, the end is not"
        );
    }

    [Test]
    public void A_line_that_was_cut_off_is_left_out_and_the_next_one_is_whole()
    {
        var folder = _folder.File("cut");
        AnswerFiles.Append(folder, Minute(Late, 1));
        AnswerFiles.Append(folder, Minute(Late + 1, 123.456));
        var path = Directory.GetFiles(folder).Single();
        // Every cut of the second line, down to none of it.
        var whole = File.ReadAllText(path);
        for (var length = whole.Length - 1; length > whole.LastIndexOf('\n'); length--)
        {
            File.WriteAllText(path, whole[..length]);
            AnswerFiles.Append(folder, Minute(Late + 2, 3));
            Assert.That(Read(folder, Late, Late + 10), Is.EqualTo([Minute(Late, 1), Minute(Late + 2, 3)]), whole[..length]);
        }
    }

    [TestCase("1782345540000000000,ES,-4,1,1,1,")]
    [TestCase("1782345540000000000,ES,0,1,1,1,")]
    [TestCase("1782345540000000000,ES,4,NaN,1,1,")]
    [TestCase("1782345540000000000,ES,4,1,-1,1,")]
    [TestCase("1782345540000000000,ES,4,1,1,1,1,")]
    [TestCase("later,ES,4,1,1,1,")]
    public void A_line_that_is_none_is_left_out(string line)
    {
        var folder = Directory.CreateDirectory(_folder.File(Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(folder, "latency_2026-06-24.csv"), line + "\n1782345540000000000,ES,4,1,1,1,\n");
        Assert.That(Read(folder, Late, Late + 1), Has.Length.EqualTo(1));
    }

    [Test]
    public void No_folder_is_no_minute() => Assert.That(Read(_folder.File("none"), Late, Late + 1), Is.Empty);

    private static AnswerMinute[] Read(string folder, long from, long until) =>
        [.. AnswerFiles.Read(folder, UnixNanos.Trusted(from), UnixNanos.Trusted(until))];

    private static AnswerMinute Minute(long moment, double mean) => new(moment, "ES", 6_000, mean, 7, 8.5);
}
