using Serilog.Events;

namespace MiaIa.Hosting.Tests;

public sealed class LogTailTests
{
    [Test]
    public void The_newest_five_hundred_lines_are_there_in_their_order_and_who_knows_some_gets_the_rest()
    {
        using var log = ProgramLog.Open(LogEventLevel.Information, _ => { });
        for (var i = 1; i <= 1_234; i++)
        {
            // A template of its own each, so that none is left out.
            log.Logger.Write(LogEventLevel.Warning, "line " + i);
            if (i % 100 == 0)
                Assert.That(() => log.Tail.Count, Is.EqualTo(i).After(10_000, 5));
        }

        Assert.That(() => log.Tail.Count, Is.EqualTo(1_234).After(10_000, 5));
        var all = log.Tail.After(0);
        Assert.That(all.Select(line => line.Text), Is.EqualTo(Enumerable.Range(735, 500).Select(i => $"line {i}")));
        Assert.That(all.Select(line => line.Number), Is.EqualTo(Enumerable.Range(735, 500)));
        Assert.That(log.Tail.After(1_230).Select(line => line.Text), Is.EqualTo(["line 1231", "line 1232", "line 1233", "line 1234"]));
        Assert.That(log.Tail.After(1_234), Is.Empty);
        Assert.That(log.Tail.After(long.MaxValue - 1), Is.Empty);
    }

    [Test]
    public void A_line_says_level_id_and_text_in_one_line_and_is_cut()
    {
        using var log = ProgramLog.Open(LogEventLevel.Information, _ => { });
        log.Logger.ForContext("EventId", 13).Error("{Text}", "a\nb" + new string('x', 5_000));
        Assert.That(() => log.Tail.Count, Is.EqualTo(1).After(10_000, 5));
        var line = log.Tail.After(0).Single();
        Assert.That((line.Level, line.EventId), Is.EqualTo(("ERR", 13)));
        Assert.That(line.Text, Does.StartWith(@"a\u000abx").And.EndWith("x…").And.Length.LessThan(1_100));
    }
}
