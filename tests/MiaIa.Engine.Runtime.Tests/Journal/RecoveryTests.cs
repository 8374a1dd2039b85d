using Google.Protobuf;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Journal;

public sealed class RecoveryTests
{
    // 2023-12-26 15:00 UTC, 10:00 New York.
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Hour = 3_600_000_000_000;

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_empty_directory_begins_with_segment_1()
    {
        var recovery = Read(Morning);
        Assert.That((recovery.Next.Number, recovery.Next.ChainFirstNumber, recovery.Next.FirstSignalId), Is.EqualTo((1u, 1u, 1UL)));
        Assert.That(recovery.Notes, Is.Empty);
    }

    [Test]
    public void The_same_trading_day_goes_on_with_the_chain()
    {
        Write(Read(Morning), Morning, Attach(), Frame(1));
        var recovery = Read(Morning + Hour);
        Assert.That((recovery.Next.Number, recovery.Next.ChainFirstNumber), Is.EqualTo((2u, 1u)));
        Assert.That(recovery.Step.FindEpoch(7)!.Expected, Is.EqualTo(2));
    }

    [Test]
    public void After_18_00_New_York_a_new_chain_begins_and_a_halt_and_a_counter_stay()
    {
        Write(
            Read(Morning),
            Morning,
            Attach(),
            Frame(1),
            (JournalRecordKind.Halt, new HaltRequest { By = "cli", Reason = "x" }.ToByteArray())
        );
        var recovery = Read(Morning + (9 * Hour));
        Assert.That((recovery.Next.Number, recovery.Next.ChainFirstNumber), Is.EqualTo((2u, 2u)));
        Assert.That((recovery.Step.FindEpoch(7)!.Expected, recovery.Step.FindEpoch(7)!.IsAttached), Is.EqualTo((2UL, false)));
        Assert.That((recovery.Step.IsHalted, recovery.Step.HaltReason), Is.EqualTo((true, "cli: x")));
        Assert.That(recovery.Notes, Has.Some.Contains("new trading day"));
    }

    [Test]
    public void A_torn_tail_is_cut_kept_and_said()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1), Frame(2));
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^3]);

        var recovery = Read(Morning + Hour);
        var sound = (int)new FileInfo(path).Length;
        Assert.That(File.ReadAllBytes($"{path}.cut-at-{sound}"), Is.EqualTo(whole[sound..^3]), "what was cut is kept");

        Assert.That(recovery.Step.FindEpoch(7)!.Expected, Is.EqualTo(2));
        Assert.That(recovery.Notes, Has.Exactly(1).Contains("torn tail").And.Exactly(1).Contains(path));
        Assert.That(new FileInfo(path).Length, Is.LessThan(whole.Length - 3));
        Assert.That(Read(Morning + Hour).Notes, Is.Empty);
    }

    [TestCase("000002-20231226T160000Z.journal", "MIAIAJ")]
    [TestCase("000001-20231226T010000Z.journal", "", TestName = "An_empty_file_before_another_segment_is_set_aside")]
    [TestCase("000900-foreign.journal", "", TestName = "An_empty_file_of_somebody_else_is_kept")]
    public void A_segment_that_ends_inside_its_header_is_set_aside_and_its_number_used_again(string name, string content)
    {
        Write(Read(Morning), Morning, Attach());
        var unborn = _folder.File(name);
        File.WriteAllText(unborn, content);
        var recovery = Read(Morning + Hour);
        Assert.That(File.Exists(unborn), Is.False);
        Assert.That(File.ReadAllText(unborn + ".set-aside"), Is.EqualTo(content));
        Assert.That(recovery.Next.Number, Is.EqualTo(2));
        Assert.That(recovery.Notes, Has.Exactly(1).Contains("holds nothing"));
        Assert.That(Read(Morning + Hour).Notes, Is.Empty);
    }

    [Test]
    public void A_renamed_segment_is_the_one_that_its_header_says_at_every_start()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1));
        File.Move(path, _folder.File("000777-copy-of-monday.journal"));
        Write(Read(Morning + Hour), Morning + Hour, Frame(2));
        var recovery = Read(Morning + (2 * Hour));
        Assert.That((recovery.Next.Number, recovery.Step.FindEpoch(7)!.Expected), Is.EqualTo((3u, 3UL)));
    }

    [Test]
    public void Two_segments_of_one_number_are_refused_by_both_names()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1));
        var copy = _folder.File("000002-20231226T160000Z.journal");
        File.Copy(path, copy);
        Assert.That(
            () => Read(Morning + Hour),
            Throws.TypeOf<JournalCorruptException>().With.Message.Contains(path).And.Message.Contains(copy)
        );
    }

    [TestCaseSource(nameof(Senseless))]
    public void A_sound_record_whose_payload_makes_no_sense_is_refused_with_its_place(JournalRecordKind kind, byte[] payload)
    {
        var path = Write(Read(Morning), Morning, Attach(), (kind, payload));
        Assert.That(
            () => Read(Morning + Hour),
            Throws.TypeOf<JournalCorruptException>().With.Message.Contains(path).And.Message.Contains($"{kind} record")
        );
    }

    private static IEnumerable<TestCaseData> Senseless()
    {
        byte[] broken = [0xff, 0xff, 0xff];
        yield return new(JournalRecordKind.Attach, Array.Empty<byte>())
        {
            TestName = "An_attach_record_without_a_body_is_refused_with_its_place",
        };
        yield return new(JournalRecordKind.Attach, new StudyFrame { Epoch = 7 }.ToByteArray());
        yield return new(JournalRecordKind.Attach, new StudyFrame { Hello = SampleFrames.Hello().Hello }.ToByteArray());
        yield return new(JournalRecordKind.Attach, broken);
        yield return new(JournalRecordKind.Halt, broken);
        yield return new(JournalRecordKind.Flatten, broken);
        yield return new(JournalRecordKind.Option, broken);
        yield return new(JournalRecordKind.Detach, new byte[] { 7 });
        yield return new(JournalRecordKind.End, Array.Empty<byte>());
        yield return new(JournalRecordKind.LossLimit, BitConverter.GetBytes(ulong.MaxValue));
    }

    [Test]
    public void A_torn_segment_that_another_follows_is_refused()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1));
        Write(Read(Morning + Hour), Morning + Hour, Frame(2));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);
        Assert.That(() => Read(Morning + Hour), Throws.TypeOf<JournalCorruptException>().With.Message.Contains(path));
    }

    [Test]
    public void A_chain_with_a_hole_is_refused()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1));
        Write(Read(Morning + Hour), Morning + Hour, Frame(2));
        File.Delete(path);
        Assert.That(() => Read(Morning + Hour), Throws.TypeOf<JournalCorruptException>().With.Message.Contains("begins at segment 1"));
    }

    [Test]
    public void At_midnight_UTC_a_new_segment_goes_on_with_the_chain()
    {
        var recovery = Read(Morning);
        using (var journal = new EngineJournal(_folder.FullName, recovery.Next))
        {
            Append(journal, Morning, Attach());
            Assert.That(journal.TryTurnAtMidnight(Morning + (8 * Hour), out _), Is.True);
            Assert.That(JournalSegments.Of(_folder.FullName).Whole, Has.Count.EqualTo(1));
            Assert.That(journal.TryTurnAtMidnight(Morning + (9 * Hour), out _), Is.True);
            Append(journal, Morning + (9 * Hour), Frame(1));
        }

        Assert.That(JournalSegments.Of(_folder.FullName).Whole, Has.Count.EqualTo(2));
        Assert.That(ReplayOf.Folder(_folder.FullName).Step.FindEpoch(7)!.Expected, Is.EqualTo(2));
    }

    [Test]
    public void A_decision_hash_that_the_replay_does_not_meet_is_said()
    {
        Write(Read(Morning), Morning, Attach(), (JournalRecordKind.End, BitConverter.GetBytes(1UL)));
        Assert.That(Read(Morning + Hour).Notes, Has.Exactly(1).Contains("replay differs from live"));
    }

    [Test]
    public void Other_instrument_settings_are_said()
    {
        Write(Read(Morning), Morning, Attach());
        var other = EngineOptions.From(new EngineSettings { CoverageFloor = 0.5 });
        var recovery = JournalRecovery.Read(_folder.FullName, other, new DecisionOutbox(), Morning + Hour);
        Assert.That(recovery.Notes, Has.Exactly(1).Contains("other instrument settings"));
        Assert.That(recovery.Next.SettingsHash, Is.EqualTo(other.SettingsHash()));
    }

    [Test]
    public void Decisions_by_other_rules_are_said_and_the_next_segment_is_by_todays()
    {
        var first = Read(Morning);
        Write(first with { Next = first.Next with { RulesVersion = EngineState.RulesVersion + 1 } }, Morning, Attach());
        var recovery = Read(Morning + Hour);
        Assert.That(recovery.Notes, Has.Exactly(1).Contains($"decided by rules {EngineState.RulesVersion + 1}"));
        Assert.That(recovery.Next.RulesVersion, Is.EqualTo(EngineState.RulesVersion));
    }

    [Test]
    public void An_input_that_only_a_newer_engine_knows_is_refused_and_nothing_is_cut()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1), ((JournalRecordKind)100, [1, 2, 3]));
        var length = new FileInfo(path).Length;
        Assert.That(() => Read(Morning + Hour), Throws.TypeOf<JournalCorruptException>().With.Message.Contains("an input of kind 100"));
        Assert.That(new FileInfo(path).Length, Is.EqualTo(length));
    }

    [Test]
    public void A_note_that_only_a_newer_engine_knows_is_passed_over_and_kept()
    {
        var path = Write(Read(Morning), Morning, Attach(), Frame(1), ((JournalRecordKind)200, [1, 2, 3]), Frame(2));
        var length = new FileInfo(path).Length;
        var recovery = Read(Morning + Hour);
        Assert.That((recovery.Step.FindEpoch(7)!.Expected, recovery.Totals.NotesPassed), Is.EqualTo((3UL, 1L)));
        Assert.That(new FileInfo(path).Length, Is.EqualTo(length));
    }

    private static (JournalRecordKind, byte[]) Attach() => (JournalRecordKind.Attach, SampleFrames.Hello().ToByteArray());

    private static (JournalRecordKind, byte[]) Frame(ulong counter) =>
        (JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: counter).ToByteArray());

    private static void Append(EngineJournal journal, long at, params (JournalRecordKind Kind, byte[] Payload)[] records)
    {
        foreach (var (kind, payload) in records)
            journal.Append(kind, at, payload);
        Assert.That(journal.TryFlush(), Is.True);
    }

    private JournalRecovery Read(long now) => JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), now);

    private string Write(JournalRecovery recovery, long at, params (JournalRecordKind Kind, byte[] Payload)[] records)
    {
        using var journal = new EngineJournal(_folder.FullName, recovery.Next);
        Append(journal, at, records);
        return journal.Path;
    }
}
