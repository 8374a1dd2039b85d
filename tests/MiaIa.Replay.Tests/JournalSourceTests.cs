using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Sources;

namespace MiaIa.Replay.Tests;

public sealed class JournalSourceTests
{
    private const int Events = 60_000;

    // Limits that a made-up morning reaches, so that there are decisions to compare.
    private static readonly EngineOptions Options = new(
        [
            InstrumentOptions.Es with
            {
                Confluence = new()
                {
                    Tiers = new()
                    {
                        Weak = 0.03,
                        Good = 0.05,
                        Strong = 0.10,
                        Premium = 0.20,
                    },
                },
                Signals = new() { CoverageFloor = 0.3 },
            },
        ],
        "1.0.0"
    );

    [Test]
    public void A_journal_decides_what_its_events_decide_and_its_end_record_agrees()
    {
        using var folder = new TemporaryFolder();
        var core = new EngineCore(Options.Instruments[0]);
        foreach (var e in MadeUpMorning.Events(3, Events))
            core.Process(e);
        var live = new EngineState(Options, 1, new ReplayRun(1_000));
        Write(folder.FullName, seed: 3, end: null);
        using (var first = JournalSource.Open(folder.FullName, Options, new ReplayRun(1_000)))
        {
            first.Play(new ReplayRun(1_000), CancellationToken.None);
            Assert.That(first.Cores.Instruments[0].Core.Counters.TradeRecords, Is.EqualTo(core.Counters.TradeRecords));
            Assert.That(first.Cores.Instruments[0].Core.DecisionHash, Is.EqualTo(core.DecisionHash));
            Assert.That(core.Counters.SignalsBorn, Is.GreaterThan(0), "without signals the hash says nothing");
            live = first.Cores;
        }

        foreach (var file in Directory.GetFiles(folder.FullName))
            File.Delete(file);
        var path = Write(folder.FullName, seed: 3, end: live.DecisionHash);
        using var again = JournalSource.Open(path, Options, new ReplayRun(1_000));
        again.Play(new ReplayRun(1_000), CancellationToken.None);
        Assert.That(again.Notes, Is.EqualTo(["decides as live: 1 end record with the same decision hash"]));
    }

    [Test]
    public void Fault_18_A_journal_whose_study_spoke_the_protocol_before_is_read_and_decides_the_same()
    {
        var hashes = new List<ulong>();
        foreach (var protocol in new uint[] { 4, 5 })
        {
            using var folder = new TemporaryFolder();
            Write(folder.FullName, seed: 6, end: null, protocol);
            using var source = JournalSource.Open(folder.FullName, Options, new ReplayRun(1_000));
            source.Play(new ReplayRun(1_000), CancellationToken.None);
            Assert.That(source.Cores.Instruments[0].Core.Counters.SignalsBorn, Is.GreaterThan(0), "without signals the hash says nothing");
            hashes.Add(source.Cores.DecisionHash);
        }

        Assert.That(hashes[0], Is.EqualTo(hashes[1]));
    }

    [Test]
    public void Other_settings_and_another_decision_are_said()
    {
        using var folder = new TemporaryFolder();
        Write(folder.FullName, seed: 4, end: 12345);
        using var source = JournalSource.Open(folder.FullName, EngineOptions.From(new EngineSettings()), new ReplayRun(1_000));
        source.Play(new ReplayRun(1_000), CancellationToken.None);
        Assert.That(source.Notes, Has.Exactly(2).Items);
        Assert.That(source.Notes.First(), Does.Contain("other instrument settings"));
        Assert.That(source.Notes.Last(), Does.Contain("decides otherwise than live").And.Contain("0000000000003039"));
    }

    [Test]
    public void A_broken_journal_is_named_with_the_byte()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder.FullName, seed: 5, end: null);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var source = JournalSource.Open(path, Options, new ReplayRun(1_000));
        Assert.That(
            () => source.Play(new ReplayRun(1_000), CancellationToken.None),
            Throws.TypeOf<ReplayException>().With.Message.Contains(path).And.Message.Contains("corrupt at byte")
        );
    }

    [Test]
    public void An_empty_directory_a_stranger_and_a_cut_header_are_named()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => JournalSource.Open(folder.FullName, Options, new ReplayRun(1)),
            Throws.TypeOf<ReplayException>().With.Message.Contains("holds no segment")
        );
        var stranger = folder.File("x.journal");
        File.WriteAllText(stranger, "something else altogether");
        Assert.That(
            () => JournalSource.Open(stranger, Options, new ReplayRun(1)),
            Throws.TypeOf<ReplayException>().With.Message.Contains("MIAIAJNL")
        );
        File.WriteAllText(stranger, "MIAIA");
        Assert.That(
            () => JournalSource.Open(stranger, Options, new ReplayRun(1)),
            Throws.TypeOf<ReplayException>().With.Message.Contains("ends inside its header")
        );
    }

    private static string Write(string folder, int seed, ulong? end, uint protocol = 5)
    {
        using var maker = new JournalMaker(folder, Options, MadeUpMorning.StartNanos, protocol: protocol) { KeepsLocalTime = true };
        foreach (var e in MadeUpMorning.Events(seed, Events))
            maker.Add(e);
        if (end is { } hash)
            maker.End(hash);
        return maker.Path;
    }
}
