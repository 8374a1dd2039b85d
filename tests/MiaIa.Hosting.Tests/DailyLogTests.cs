using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MiaIa.Hosting.Logs;
using Serilog.Events;

namespace MiaIa.Hosting.Tests;

public sealed class DailyLogTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("miaia-days-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(true);

    [Test]
    public void Lines_errors_and_figures_have_a_file_each_a_day_and_JSON_beside_it()
    {
        var day = Today;
        using (var log = ProgramLog.Open(LogEventLevel.Information, new LogFolder(At("logs"), HasJson: true, _ => day)))
        {
            log.Logger.Information("of the first day {N}", 1);
            LogFolder.ForFigures(log.Logger).Information("p99 {Millis}", 7.5);
            log.Logger.Error("a fault");
            Assert.That(() => log.Tail.Count, Is.EqualTo(2).After(10_000, 5), "figures are not among the lines that a person reads");
            // The last of the files that it goes to.
            Assert.That(() => File.Exists(At("logs/errors_20261127.json")), Is.True.After(10_000, 5));
            Assert.That(() => new FileInfo(At("logs/errors_20261127.json")).Length, Is.Positive.After(10_000, 5));
            day = day.AddDays(1);
            log.Logger.Information("of the second");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lines("trading_20261127.log"), Has.Length.EqualTo(2).And.Some.EndWith("of the first day 1"));
            Assert.That(Lines("trading_20261128.log").Single(), Does.EndWith("of the second"));
            Assert.That(Lines("errors_20261127.log").Single(), Does.EndWith("a fault"));
            Assert.That(Lines("performance_20261127.log").Single(), Does.EndWith("p99 7.5"));
            Assert.That(
                JsonDocument.Parse(Lines("performance_20261127.json").Single()).RootElement.GetProperty("Millis").GetDouble(),
                Is.EqualTo(7.5)
            );
            Assert.That(Directory.GetFiles(At("logs")), Has.Length.EqualTo(8), "no day has a file of something that it did not have");
        }
    }

    [Test]
    public void A_day_that_goes_on_after_a_restart_goes_on_in_its_file()
    {
        for (var life = 1; life <= 2; life++)
        {
            using var log = ProgramLog.Open(LogEventLevel.Information, new LogFolder(At("logs"), HasJson: false, _ => Today));
            log.Logger.Information("life {Number}", life);
        }

        Assert.That(Lines("trading_20261127.log").Select(line => line[^6..]), Is.EqualTo(["life 1", "life 2"]));
    }

    [Test]
    public void Fault_47_A_folder_that_cannot_be_written_is_told_the_program_goes_on_and_uses_it_once_it_can()
    {
        File.WriteAllText(At("logs"), "a file stands where the folder should be");
        var time = new SteppedTime();
        var daily = new DailyFiles(new LogFolder(At("logs"), HasJson: false, _ => Today), new LogLine(), new LogLine(), time);
        using var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.Sink(daily));
        log.Logger.Information("into nothing");
        Assert.That(() => Text(log), Does.Contain("the log itself could not be written").After(10_000, 20));
        Assert.That(Text(log), Does.Contain("into nothing").And.Contain(At("logs")), "it stands in the other targets, and why");
        File.Delete(At("logs"));
        log.Logger.Information("too early for another attempt");
        Assert.That(() => log.WritesFailed, Is.GreaterThanOrEqualTo(2).After(10_000, 20));
        time.Step(TimeSpan.FromSeconds(11));
        log.Logger.Information("there again");
        Assert.That(() => File.Exists(At("logs/trading_20261127.log")), Is.True.After(10_000, 20));
        Assert.That(() => Lines("trading_20261127.log").Single(), Does.EndWith("there again").After(10_000, 20));
    }

    [Test]
    public void From_the_seventh_day_on_a_file_is_packed_and_after_thirty_or_ninety_it_goes()
    {
        string[] kinds = ["trading", "errors", "performance"];
        foreach (var (kind, age) in kinds.SelectMany(kind => Enumerable.Range(0, 100).Select(age => (kind, age))))
            File.WriteAllText(PlainOf(kind, age), $"{kind} {age}\n");

        File.WriteAllText(At("trading_20200101.log.mine"), "another's");
        File.WriteAllText(At("trading_20209999.log"), "no day");
        new LogArchive(Folder()).Tidy(Today);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (kind, age) in kinds.SelectMany(kind => Enumerable.Range(0, 100).Select(age => (kind, age))))
            {
                var isPacked = age >= 7 && age < (kind == "performance" ? 90 : 30);
                var plain = PlainOf(kind, age);
                Assert.That(File.Exists(plain), Is.EqualTo(age < 7), plain);
                Assert.That(File.Exists(plain + ".gz"), Is.EqualTo(isPacked), plain);
                if (isPacked)
                    Assert.That(Unpacked(plain + ".gz"), Is.EqualTo($"{kind} {age}\n"));
            }

            Assert.That(File.Exists(At("trading_20200101.log.mine")) && File.Exists(At("trading_20209999.log")), Is.True);
            Assert.That(Directory.GetFiles(_folder.FullName, "*.tmp"), Is.Empty);
        }
    }

    [TestCase(false, false, true, TestName = "Cut_while_it_was_packed_it_is_packed_once_more")]
    [TestCase(true, false, false, TestName = "Cut_before_the_plain_file_went_only_that_goes")]
    [TestCase(true, true, false, TestName = "Cut_before_a_second_part_of_a_day_went_no_line_is_lost_and_none_is_doubled")]
    public void A_cut_anywhere_loses_no_line(bool isPacked, bool hasMore, bool hasHalf)
    {
        var path = At("trading_20261101.log");
        File.WriteAllText(path, "one\ntwo\n");
        if (isPacked)
        {
            new LogArchive(Folder()).Tidy(Today);
            File.WriteAllText(path, hasMore ? "three\n" : "one\ntwo\n");
        }

        if (hasHalf)
            File.WriteAllText(path + ".gz.tmp", "half of");
        new LogArchive(Folder()).Tidy(Today);
        new LogArchive(Folder()).Tidy(Today);
        Assert.That(Unpacked(path + ".gz"), Is.EqualTo(hasMore ? "one\ntwo\nthree\n" : "one\ntwo\n"));
        Assert.That(Directory.GetFiles(_folder.FullName), Is.EqualTo([path + ".gz"]));
    }

    // A packed file of nothing would be no packed file.
    [Test]
    public void A_file_without_a_line_is_left_as_it_is_until_its_time_is_over()
    {
        File.WriteAllText(At("errors_20261115.log"), "");
        File.WriteAllText(At("errors_20261001.log"), "");
        new LogArchive(Folder()).Tidy(Today);
        Assert.That(Directory.GetFiles(_folder.FullName), Is.EqualTo([At("errors_20261115.log")]));
    }

    [Test]
    public void A_program_tidies_when_it_starts()
    {
        File.WriteAllText(At("errors_20261101.log"), "old\n");
        using var log = ProgramLog.Open(LogEventLevel.Information, Folder());
        Assert.That(() => File.Exists(At("errors_20261101.log.gz")) && !File.Exists(At("errors_20261101.log")), Is.True.After(10_000, 20));
    }

    private string PlainOf(string kind, int age) =>
        DailyFile.PathOf(_folder.FullName, kind, Today.AddDays(-age), age % 2 == 0 ? "log" : "json");

    private LogFolder Folder() => new(_folder.FullName, HasJson: true, _ => Today);

    private static string Text(ProgramLog log) => string.Join('\n', log.Tail.After(0).Select(line => line.Text));

    private static string Unpacked(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(At("logs"), name));

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private sealed class SteppedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public void Step(TimeSpan by) => Interlocked.Add(ref _now, by.Ticks);
    }
}
