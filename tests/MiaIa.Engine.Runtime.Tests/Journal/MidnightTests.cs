using Google.Protobuf;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>A new segment at midnight UTC in a folder that takes none: the old one goes on, and the next start finds nothing in its way.</summary>
public sealed class MidnightTests
{
    // 2023-12-26 15:00 UTC, 10:00 New York; midnight UTC is still the same trading day.
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Minute = 60_000_000_000;
    private const long Midnight = Morning + (9 * 60 * Minute);
    private const long Evening = Morning + (8 * 60 * Minute) - Minute;

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(false, TestName = "A_full_folder_at_midnight_costs_nothing_and_leaves_nothing_behind")]
    [TestCase(true, TestName = "A_folder_that_cannot_be_written_at_midnight_costs_nothing")]
    public void A_folder_that_takes_no_segment_at_midnight(bool isForbidden)
    {
        var takes = true;
        ISegmentFile Create(string path) =>
            takes ? DiskSegmentFile.Create(path)
            : isForbidden ? throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.")
            : new NoRoom(DiskSegmentFile.Create(path));

        using (var journal = new EngineJournal(_folder.FullName, Read(Evening).Next, Create))
        {
            Append(journal, JournalRecordKind.Attach, SampleFrames.Hello());
            takes = false;
            for (var minute = 0; minute < 3; minute++)
            {
                Assert.That(journal.TryTurnAtMidnight(Midnight + (minute * Minute), out var failure), Is.False);
                Assert.That(failure, Does.Contain(isForbidden ? "denied" : "No space left"));
                Append(journal, JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: (ulong)minute + 1));
            }

            Assert.That(Directory.GetFiles(_folder.FullName), Has.Length.EqualTo(1));
            takes = true;
            Assert.That(journal.TryTurnAtMidnight(Midnight + (5 * Minute), out _), Is.True);
            Append(journal, JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: 4));
        }

        Assert.That(Read(Midnight + (6 * Minute)).Step.FindEpoch(7)!.Expected, Is.EqualTo(5));
    }

    [Test]
    public void What_was_appended_since_the_last_write_is_in_the_old_segment()
    {
        // An intent on paper is appended behind its turn's write, and the turn's end is midnight.
        using (var journal = new EngineJournal(_folder.FullName, Read(Evening).Next))
        {
            journal.Append(JournalRecordKind.Attach, Evening, SampleFrames.Hello().ToByteArray());
            Assert.That(journal.TryTurnAtMidnight(Midnight, out _), Is.True);
            Append(journal, JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: 1));
        }

        Assert.That(Read(Midnight + Minute).Step.FindEpoch(7)?.Expected, Is.EqualTo(2));
    }

    [Test]
    public void What_an_engine_left_behind_that_could_not_delete_either_does_not_block_the_next_start()
    {
        using (var journal = new EngineJournal(_folder.FullName, Read(Evening).Next))
        {
            Append(journal, JournalRecordKind.Attach, SampleFrames.Hello());
            for (var minute = 0; minute < 3; minute++)
            {
                var begun = minute == 1 ? "MIAIAJNL\u0002"u8.ToArray() : [];
                File.WriteAllBytes(_folder.File($"000002-20231227T000{minute}00Z.journal"), begun);
            }
        }

        var recovery = Read(Midnight + Minute);
        Assert.That(recovery.Next.Number, Is.EqualTo(2));
        Assert.That(recovery.Notes.Count(note => note.Contains("holds nothing", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public void Fault_47_A_start_on_a_full_disk_leaves_no_half_segment_and_keeps_what_it_takes_until_there_is_room()
    {
        var hasRoom = false;
        var next = Read(Morning).Next;
        using (
            var journal = new EngineJournal(
                _folder.FullName,
                next,
                path => hasRoom ? DiskSegmentFile.Create(path) : new NoRoom(DiskSegmentFile.Create(path))
            )
        )
        {
            Assert.That(journal.Failure, Does.Contain("No space left"));
            Assert.That(Directory.GetFiles(_folder.FullName), Is.Empty);
            Assert.That(
                (journal.TrySync(), journal.IsDead),
                Is.EqualTo((false, false)),
                "nothing is on the device, and no device has failed"
            );
            journal.Append(JournalRecordKind.Attach, Morning, SampleFrames.Hello().ToByteArray());
            hasRoom = true;
            Append(journal, JournalRecordKind.StudyFrame, SampleFrames.Trades(counter: 1));
            Assert.That((journal.Failure, journal.TryMakeDurable()), Is.EqualTo(((string?)null, true)));
        }

        Assert.That(Read(Morning + Minute).Step.FindEpoch(7)!.Expected, Is.EqualTo(2));
    }

    private static void Append(EngineJournal journal, JournalRecordKind kind, V1.StudyFrame frame)
    {
        journal.Append(kind, Evening, frame.ToByteArray());
        Assert.That(journal.TryFlush(), Is.True);
    }

    private JournalRecovery Read(long now) => JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), now);

    private sealed class NoRoom(DiskSegmentFile file) : ISegmentFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            file.Write(bytes[..7], offset);
            throw new IOException("No space left on device");
        }

        public void Truncate(long lengthBytes) => file.Truncate(lengthBytes);

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
