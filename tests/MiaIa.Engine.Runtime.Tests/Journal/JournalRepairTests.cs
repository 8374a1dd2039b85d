using Google.Protobuf;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

public sealed class JournalRepairTests
{
    // 2023-12-26 15:00 UTC, 10:00 New York.
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Hour = 3_600_000_000_000;

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    private TemporaryFolder _folder = null!;
    private string[] _paths = null!;

    [SetUp]
    public void WriteThreeSegmentsOfOneChain()
    {
        _folder = new();
        _paths = [Write(0, Attach(), Frame(1), Frame(2)), Write(1, Frame(3), Frame(4), Frame(5)), Write(2, Frame(6))];
        Assert.That(JournalCheck.Verify(_folder.FullName).All(report => report.IsSound), Is.True);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_sound_journal_is_left_as_it_is()
    {
        Assert.That(JournalCheck.Verify(_folder.FullName).Sum(report => report.Records), Is.EqualTo(7));
        Assert.That(JournalRepair.Run(_folder.FullName), Is.Empty);
        Assert.That(Directory.GetFiles(_folder.FullName), Has.Length.EqualTo(3), "and no latch is set");
    }

    [Test]
    public void What_only_a_newer_engine_knows_is_not_cut()
    {
        var path = Write(3, ((JournalRecordKind)100, [1, 2, 3]), Frame(7));
        File.AppendAllText(_paths[0], "torn");
        var before = Directory.GetFiles(_folder.FullName).ToDictionary(file => file, File.ReadAllBytes);
        Assert.That(
            () => JournalRepair.Run(_folder.FullName),
            Throws
                .TypeOf<JournalCorruptException>()
                .With.Message.Contains(path)
                .And.Message.Contains("newer engine")
                .And.Message.Contains("nothing was cut")
        );
        Assert.That(Directory.GetFiles(_folder.FullName).ToDictionary(file => file, File.ReadAllBytes), Is.EqualTo(before), "and no latch");
    }

    [Test]
    public void Damage_in_the_middle_costs_what_goes_on_from_it_and_every_byte_is_kept()
    {
        var before = _paths.ToDictionary(path => path, File.ReadAllBytes);
        Flip(_paths[1], 150);
        var damaged = File.ReadAllBytes(_paths[1]);
        Assert.That(() => Read(), Throws.TypeOf<JournalCorruptException>());

        var reports = JournalCheck.Verify(_folder.FullName);
        Assert.That(reports.Single(report => !report.IsSound).Path, Is.EqualTo(_paths[1]));
        var done = JournalRepair.Run(_folder.FullName);

        Assert.That(done, Has.Count.EqualTo(2));
        Assert.That(JournalCheck.Verify(_folder.FullName).All(report => report.IsSound), Is.True);
        Assert.That(File.ReadAllBytes(_paths[0]), Is.EqualTo(before[_paths[0]]));
        var kept = Directory.GetFiles(_folder.FullName, "*.cut-at-*").Single();
        Assert.That(File.ReadAllBytes(_paths[1]).Concat(File.ReadAllBytes(kept)), Is.EqualTo(damaged));
        Assert.That(File.ReadAllBytes(_paths[2] + ".set-aside"), Is.EqualTo(before[_paths[2]]));

        var recovery = Read();
        Assert.That(recovery.Next.Number, Is.EqualTo(3));
        Assert.That(recovery.Step.FindEpoch(7)!.Expected, Is.InRange(3, 5));
        using var latch = HaltLatch.Open(_folder.FullName);
        Assert.That(latch.Reason, Does.Contain("repair"), "a halt may be in what was cut");
    }

    [TestCase(0, TestName = "A_first_segment_that_is_missing_takes_its_chain_along")]
    [TestCase(1, TestName = "A_segment_that_is_missing_takes_along_what_follows")]
    public void A_missing_segment(int missing)
    {
        File.Delete(_paths[missing]);
        Assert.That(JournalCheck.Verify(_folder.FullName).Count(report => !report.IsSound), Is.EqualTo(1));
        JournalRepair.Run(_folder.FullName);
        Assert.That(Directory.GetFiles(_folder.FullName, "*.set-aside"), Has.Length.EqualTo(2 - missing));
        Assert.That(Read().Next.Number, Is.EqualTo(missing + 1));
    }

    [TestCase(20, TestName = "A_header_that_fails_its_checksum_is_set_aside_with_what_goes_on_from_it")]
    [TestCase(3, TestName = "A_file_that_is_no_segment_any_more_is_set_aside_with_what_goes_on_from_it")]
    public void A_broken_header(int at)
    {
        Flip(_paths[1], at);
        JournalRepair.Run(_folder.FullName);
        Assert.That(JournalCheck.Verify(_folder.FullName).All(report => report.IsSound), Is.True);
        Assert.That(Read().Step.FindEpoch(7)!.Expected, Is.EqualTo(3));
        Assert.That(Directory.GetFiles(_folder.FullName, "*.set-aside"), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_torn_tail_and_a_record_that_makes_no_sense_are_cut_where_they_begin()
    {
        File.WriteAllBytes(_paths[2], File.ReadAllBytes(_paths[2])[..^2]);
        JournalRepair.Run(_folder.FullName);
        Assert.That(Read().Step.FindEpoch(7)!.Expected, Is.EqualTo(6));

        Write(3, Frame(6), (JournalRecordKind.Attach, []), Frame(7));
        Assert.That(JournalCheck.Verify(_folder.FullName)[^1].Fault, Does.Contain("Attach record"));
        JournalRepair.Run(_folder.FullName);
        Assert.That(Read().Step.FindEpoch(7)!.Expected, Is.EqualTo(7));
    }

    [Test]
    public void Of_two_segments_of_one_number_only_a_person_can_say_which_is_to_stay()
    {
        File.Copy(_paths[1], _folder.File("000009-copy.journal"));
        Assert.That(() => JournalRepair.Run(_folder.FullName), Throws.TypeOf<JournalCorruptException>());
        Assert.That(Directory.GetFiles(_folder.FullName), Has.Length.EqualTo(4), "nothing was changed");
    }

    [Test]
    public void Whatever_byte_is_flipped_the_repaired_journal_is_sound_and_an_engine_starts_on_it()
    {
        var whole = _paths.Select(File.ReadAllBytes).ToArray();
        for (var segment = 0; segment < whole.Length; segment++)
        {
            for (var at = 0; at < whole[segment].Length; at += 13)
            {
                foreach (var path in Directory.GetFiles(_folder.FullName))
                    File.Delete(path);
                for (var i = 0; i < whole.Length; i++)
                    File.WriteAllBytes(_paths[i], whole[i]);
                Flip(_paths[segment], at);
                JournalRepair.Run(_folder.FullName);
                Assert.That(JournalCheck.Verify(_folder.FullName).All(report => report.IsSound), Is.True, $"segment {segment}, byte {at}");
                Assert.That(() => Read(), Throws.Nothing, $"segment {segment}, byte {at}");
            }
        }
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }

    private static (JournalRecordKind, byte[]) Attach() => (JournalRecordKind.Attach, SampleFrames.Hello().ToByteArray());

    private static (JournalRecordKind, byte[]) Frame(ulong counter) =>
        (JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: counter).ToByteArray());

    private JournalRecovery Read() => JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), Morning + (4 * Hour));

    private string Write(int hour, params (JournalRecordKind Kind, byte[] Payload)[] records)
    {
        var now = Morning + (hour * Hour);
        using var journal = new EngineJournal(
            _folder.FullName,
            JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), now).Next
        );
        foreach (var (kind, payload) in records)
            journal.Append(kind, now, payload);
        Assert.That(journal.TryFlush(), Is.True);
        return journal.Path;
    }
}
