using System.Diagnostics;
using System.Text.Json;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Demo;

public sealed class RefusedStudyTests
{
    [Test]
    public void A_refusal_stands_when_nothing_better_follows_in_its_time()
    {
        var time = new RungByHand();
        using var refused = new RefusedStudy(time);
        refused.Take("MIA IA: something else");
        Assert.That(refused.Reason, Is.Empty);
        refused.Take("MIA IA: refused (no_credential): the token is not known");
        Assert.That(refused.Reason, Is.EqualTo("refused (no_credential): the token is not known"));
        Assert.That(refused.Stood.IsCompleted, Is.False, "the token may come late");
        refused.Take("MIA IA: connected to engine 1.0, sending from frame 1.");
        Assert.That(refused.Reason, Is.Empty);
        Assert.That(time.Waiting, Is.Zero);
        refused.Take("MIA IA: this study only draws: another one sends.\u001b[31m");
        Assert.That(refused.Reason, Does.StartWith("this study only draws: another one sends.").And.Not.Contain("\u001b"));
        time.Ring();
        Assert.That(refused.Stood.IsCompleted, Is.True);
    }

    [TestCase("\"MIA IA: refused (%s): %s\"")]
    [TestCase("\"MIA IA: this study only draws: %s.\"")]
    [TestCase("\"MIA IA: connected to engine %s, sending from frame %llu.\"")]
    public void The_study_writes_these_words(string words) =>
        Assert.That(
            File.ReadAllText(Path.Combine(BuiltHere.RootAbove(AppContext.BaseDirectory), "sierra-study", "MiaIaSession.h")),
            Does.Contain(words)
        );

    [Test]
    public void The_verdict_names_it_and_nothing_that_follows_from_it()
    {
        var session = Sessions.Good();
        session.Refused = "refused (version_mismatch): protocol 5";
        session.End = null;
        Assert.That(DemoVerdict.From(session).Single(), Does.EndWith("refused (version_mismatch): protocol 5"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "a script stands for the stand-in")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_run_whose_study_is_refused_ends_long_before_its_session_says_so_and_is_no_success()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-refused-");
        try
        {
            var host = Path.Combine(folder.FullName, "host");
            await File.WriteAllTextAsync(
                host,
                """
                #!/bin/bash
                echo '{"type":"start","symbol":"SYNTHETIC-ESZ26_FUT_CME","records":1,"depth_batches":1,"from_unix_us":0,"to_unix_us":1}'
                echo '{"type":"log","text":"MIA IA: refused (version_mismatch): this engine speaks protocol 5"}'
                exec sleep 600
                """
            );
            File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var output = new StringWriter();
            using var error = new StringWriter();
            var began = Stopwatch.GetTimestamp();
            var code = await CommandLine.RunAsync(
                ["demo", "--host", host, "--study", host, "--no-options", "--minutes", "1", "--stay", "--json"],
                output,
                error
            );
            Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(5)));
            Assert.That(code, Is.EqualTo(ExitCodes.Fault));
            Assert.That(
                error.ToString(),
                Does.Contain("MISSING: the study's market, since the engine does not take it: refused (version_mismatch)")
            );
            var json = JsonDocument.Parse(output.ToString()).RootElement;
            Assert.That(json.GetProperty("arrived").GetBoolean(), Is.False);
            Assert.That(json.GetProperty("refused").GetString(), Is.EqualTo("refused (version_mismatch): this engine speaks protocol 5"));
            Assert.That(json.GetProperty("played").GetProperty("tradeRecords").GetInt64(), Is.Positive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void The_document_of_a_run_says_what_was_played_and_what_arrived()
    {
        var json = JsonDocument.Parse(DemoOutcome.Json(Sessions.Good(), new DemoOptions())).RootElement;
        Assert.That(json.GetProperty("arrived").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("shortfalls").GetArrayLength(), Is.Zero);
        Assert.That(json.GetProperty("synthetic").GetBoolean(), Is.True);
        Assert.That(json.GetProperty("played").GetProperty("books").GetInt64(), Is.EqualTo(30));
        Assert.That(json.GetProperty("engine").GetProperty("books").GetInt64(), Is.EqualTo(30));
        Assert.That(json.GetProperty("signals")[0].GetProperty("direction").GetString(), Is.EqualTo("LONG"));
        Assert.That(json.GetProperty("journal").GetProperty("records").GetInt64(), Is.EqualTo(9));
    }

    /// <summary>A clock whose timers ring when the test says so.</summary>
    private sealed class RungByHand : TimeProvider
    {
        private readonly List<(ITimer Timer, Action Ring)> _timers = [];

        internal int Waiting => _timers.Count;

        internal void Ring()
        {
            foreach (var (_, ring) in _timers.ToArray())
                ring();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Held(this);
            _timers.Add((timer, () => callback(state)));
            return timer;
        }

        private sealed class Held(RungByHand time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => time._timers.RemoveAll(one => one.Timer == this);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
