using System.Text.Json;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Hosting.Tests;

public sealed class ProgramLogTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("miaia-log-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(true);

    [Test]
    public void Fault_57_An_event_is_one_line_whatever_is_in_its_texts_and_the_same_event_is_json_in_the_other_file()
    {
        using (var log = ProgramLog.Open(LogEventLevel.Information, At("engine.log"), At("engine.json")))
        {
            log.Logger.ForContext("EventId", 13)
                .Warning("{Name}: frame {Counter} refused {Score:0.00}", "ES\n2026-01-01 FTL forged\u202E", 7, 0.5);
            log.Logger.Debug("not said");
        }

        var line = File.ReadAllLines(Directory.GetFiles(_folder.FullName, "engine*.log").Single()).Single();
        Assert.That(line, Does.Match(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d WRN 13 "));
        Assert.That(line, Does.EndWith(@"WRN 13 ES\u000a2026-01-01 FTL forged\u202e: frame 7 refused 0.50"));
        var json = JsonDocument
            .Parse(File.ReadAllLines(Directory.GetFiles(_folder.FullName, "engine*.json").Single()).Single())
            .RootElement;
        Assert.That((json.GetProperty("Counter").GetInt32(), json.GetProperty("@l").GetString()), Is.EqualTo((7, "Warning")));
    }

    [Test]
    public void An_exception_follows_on_lines_that_are_set_in()
    {
        using (var log = ProgramLog.Open(LogEventLevel.Information, At("a.log"), ""))
            log.Logger.Error(new InvalidOperationException("first\nsecond\u001b"), "it failed");
        var lines = File.ReadAllLines(Directory.GetFiles(_folder.FullName, "a*.log").Single());
        Assert.That(lines[0], Does.EndWith("ERR it failed"));
        Assert.That(lines[1..], Has.Length.GreaterThanOrEqualTo(2).And.All.StartsWith("    "));
        Assert.That(lines[2], Does.Contain(@"second\u001b"));
    }

    [TestCase("")]
    [TestCase("/in/it")]
    public void A_file_that_cannot_be_opened_is_told_with_its_name(string below)
    {
        // A folder has the name, or a file stands where a folder should be.
        var path = At("taken");
        if (below.Length == 0)
            Directory.CreateDirectory(path);
        else
            File.WriteAllText(path, "");
        Assert.That(
            () => ProgramLog.Open(LogEventLevel.Information, path + below, ""),
            Throws.TypeOf<LogFileException>().With.Message.Contains(path + below)
        );
    }

    [Test]
    public void A_sink_that_stands_still_holds_up_nobody_and_what_is_dropped_is_counted_and_said()
    {
        using var slow = new StuckSink();
        var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.Sink(slow));
        for (var i = 0; i < 10_000; i++)
            log.Logger.Write(LogEventLevel.Information, "line " + i);
        Assert.That(log.LinesDropped, Is.GreaterThan(5_000));
        slow.GoOn.Set();
        Assert.That(
            () => slow.Lines.Any(line => line.Contains("log lines were dropped here", StringComparison.Ordinal)),
            Is.True.After(10_000, 50)
        );
        log.Dispose();
    }

    [Test]
    public void One_line_again_and_again_is_bounded_counted_and_costs_no_other_line()
    {
        using var sink = new StuckSink();
        sink.GoOn.Set();
        using (var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.Sink(sink)))
        {
            for (var i = 0; i < 1_000; i++)
                log.Logger.Warning("a message of {Peer} is none", i);
            log.Logger.Warning("another line");
            Assert.That(
                () => sink.Lines.Any(line => line.Contains("lines were left out here", StringComparison.Ordinal)),
                Is.True.After(10_000, 50)
            );
        }

        Assert.That(sink.Lines.Count(line => line.StartsWith("a message of", StringComparison.Ordinal)), Is.InRange(50, 500));
        Assert.That(sink.Lines, Has.One.EqualTo("another line"));
    }

    [Test]
    public void A_target_that_cannot_write_is_told_in_the_others()
    {
        using var sink = new StuckSink();
        sink.GoOn.Set();
        using var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.Sink(sink).WriteTo.Sink(new FullSink()));
        log.Logger.Information("kept in one");
        Assert.That(
            () =>
                sink.Lines.Any(line =>
                    line.Contains("the log itself could not be written", StringComparison.Ordinal)
                    && line.Contains("No space left", StringComparison.Ordinal)
                ),
            Is.True.After(10_000, 50)
        );
    }

    [Test]
    [Platform(Include = "Linux", Reason = "it has a device that is always full")]
    public void A_log_file_on_a_full_disk_is_told()
    {
        using var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.File("/dev/full"));
        log.Logger.Information("nowhere");
        Assert.That(() => log.WritesFailed, Is.GreaterThan(0).After(10_000, 50));
    }

    [Test]
    public void One_file_for_lines_and_JSON_is_refused()
    {
        Assert.That(
            () => ProgramLog.Open(LogEventLevel.Information, At("a.log"), Path.Combine(_folder.FullName, ".", "a.log")),
            Throws.TypeOf<LogFileException>().With.Message.Contains("JSON")
        );
    }

    [Test]
    public void The_end_of_a_program_does_not_wait_for_a_sink_that_stands_still()
    {
        using var stuck = new StuckSink();
        var log = ProgramLog.Open(LogEventLevel.Information, targets => targets.Sink(stuck));
        log.Logger.Information("held");
        var ending = Task.Run(log.Dispose);
        Assert.That(ending.Wait(TimeSpan.FromMinutes(2)), Is.True);
        stuck.GoOn.Set();
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private sealed class FullSink : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => throw new IOException("No space left on device");
    }

    private sealed class StuckSink : ILogEventSink, IDisposable
    {
        private readonly Lock _gate = new();
        private readonly List<string> _lines = [];

        public ManualResetEventSlim GoOn { get; } = new();

        public string[] Lines
        {
            get
            {
                lock (_gate)
                    return [.. _lines];
            }
        }

        public void Emit(LogEvent logEvent)
        {
            GoOn.Wait();
            lock (_gate)
                _lines.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
        }

        public void Dispose() => GoOn.Dispose();
    }
}
