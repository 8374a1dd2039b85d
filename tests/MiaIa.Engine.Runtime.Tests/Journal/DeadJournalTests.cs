using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>What becomes of an order intent on a disk that takes it, that is full, and that has failed.</summary>
public sealed class DeadJournalTests
{
    private const long Morning = 1_703_602_800_000_000_000;

    private static readonly byte[] Intent = [1, 2, 3];

    private CountingFile _file = null!;
    private EngineJournal _journal = null!;

    [SetUp]
    public void BeginJournal()
    {
        _file = new();
        _journal = new("nowhere", new(1, 1, Morning, 2, 3, "1.0"), _ => _file);
    }

    [TearDown]
    public void EndJournal() => _journal.Dispose();

    [Test]
    public void An_intent_is_on_the_device_before_it_may_leave()
    {
        Assert.That(_journal.AppendAndSync(JournalRecordKind.OrderIntent, Morning, Intent), Is.True);
        Assert.That(_file.SyncedBytes, Is.EqualTo(_journal.Bytes), "all of it was synced after it was written");
        _journal.Append(JournalRecordKind.ClockTick, Morning, []);
        Assert.That(_journal.TryFlush(), Is.True);
        Assert.That(_file.SyncedBytes, Is.LessThan(_journal.Bytes), "a flush alone is no sync");
        Assert.That(_journal.TryMakeDurable(), Is.True);
        Assert.That(_file.SyncedBytes, Is.EqualTo(_journal.Bytes));
    }

    [Test]
    public void Fault_47_an_intent_that_a_full_disk_does_not_take_may_not_leave_until_there_is_room()
    {
        _file.BytesLeft = 5;
        Assert.That(_journal.AppendAndSync(JournalRecordKind.OrderIntent, Morning, Intent), Is.False);
        Assert.That((_journal.IsDead, _journal.Failure, _file.Syncs), Is.EqualTo((false, "No space left on device", 0)));
        _file.BytesLeft = long.MaxValue;
        Assert.That(_journal.TryMakeDurable(), Is.True);
        Assert.That((_file.SyncedBytes, _journal.Failure), Is.EqualTo((_journal.Bytes, (string?)null)));
    }

    [Test]
    public void Fault_47_a_failed_sync_is_final_and_the_file_is_never_touched_again()
    {
        _journal.Append(JournalRecordKind.ClockTick, Morning, []);
        _file.IsSyncFailing = true;
        Assert.That(_journal.AppendAndSync(JournalRecordKind.OrderIntent, Morning, Intent), Is.False);
        Assert.That(_journal.IsDead, Is.True);

        // The next sync would succeed, and would lie: the pages that failed are gone.
        _file.IsSyncFailing = false;
        var touches = _file.Touches;
        Assert.That(_journal.TryMakeDurable(), Is.False);
        Assert.That(_journal.TrySync(), Is.False);
        Assert.That(_journal.TryFlush(), Is.False);
        Assert.That(_journal.AppendAndSync(JournalRecordKind.OrderIntent, Morning, Intent), Is.False);
        Assert.That(_journal.TryTurnAtMidnight(Morning + (24L * 3600 * 1_000_000_000), out var failure), Is.False);
        Assert.That(failure, Does.Contain("the device failed"));
        Assert.That((_file.Touches, _journal.RecordsLost), Is.EqualTo((touches, 1UL)));
    }

    [Test]
    public void Records_of_a_dead_journal_take_no_memory()
    {
        _file.IsSyncFailing = true;
        _journal.TrySync();
        var bytes = _journal.Bytes;
        for (var i = 0; i < 1000; i++)
            _journal.Append(JournalRecordKind.StudyFrame, Morning, new byte[1000]);

        Assert.That((_journal.Bytes, _journal.RecordsLost), Is.EqualTo((bytes, 1000UL)));
    }

    private sealed class CountingFile : ISegmentFile
    {
        private long _length;

        internal long BytesLeft { get; set; } = long.MaxValue;

        internal bool IsSyncFailing { get; set; }

        internal int Syncs { get; private set; }

        internal int Touches { get; private set; }

        internal ulong SyncedBytes { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            Touches++;
            if (bytes.Length > BytesLeft)
                throw new IOException("No space left on device");
            _length = offset + bytes.Length;
        }

        public void Truncate(long lengthBytes)
        {
            Touches++;
            _length = lengthBytes;
        }

        public void Sync()
        {
            Touches++;
            if (IsSyncFailing)
                throw new IOException("Input/output error");
            Syncs++;
            SyncedBytes = (ulong)_length;
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
