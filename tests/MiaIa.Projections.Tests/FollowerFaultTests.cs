using MiaIa.Engine.Runtime.Journal;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections.Tests;

/// <summary>Whatever stops a follower, the rows are those of one that nothing stopped.</summary>
public sealed class FollowerFaultTests : ProjectedJournal
{
    [Test]
    public void The_rows_are_the_same_after_a_kill_between_any_two_transactions()
    {
        TradedMornings.Write(Journal, events: 14_000);
        TradedMornings.Write(Journal, seed: 4, events: 14_000, number: 2, days: 1, chainFirst: 2, firstSignalId: 1_000);
        var expected = Expected();
        const int RecordsATime = 800;
        var transactions = 0;
        for (var killAfter = 1; ; killAfter++)
        {
            File.Delete(DatabasePath);
            var done = 0;
            using (var killed = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
            {
                while (done < killAfter && killed.Advance(RecordsATime) > 0)
                    done++;
            }

            using (var second = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
            {
                while (second.Advance(RecordsATime) > 0)
                    continue;
            }

            Assert.That(Database.Dump(DatabasePath), Is.EqualTo(expected), $"killed after transaction {killAfter}");
            if (done < killAfter)
                break;
            transactions = done;
        }

        Assert.That(transactions, Is.GreaterThan(10));
    }

    [Test]
    public void AJournal_that_grows_by_any_number_of_bytes_gives_the_rows_of_a_rebuild()
    {
        var whole = Directory.CreateDirectory(Folder.File("whole")).FullName;
        TradedMornings.Write(whole, events: 14_000);
        TradedMornings.Write(whole, seed: 5, events: 14_000, number: 2);
        TradedMornings.Write(whole, seed: 4, events: 14_000, number: 3, days: 1, chainFirst: 3, firstSignalId: 1_000);
        var random = new Random(1);
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        Assert.That(follower.Advance(100), Is.Zero, "there is no segment yet");
        var torn = 0;
        foreach (var path in Directory.GetFiles(whole).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            using var growing = new FileStream(
                Path.Combine(Journal, Path.GetFileName(path)),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.ReadWrite
            );
            for (var written = 0; written < bytes.Length; )
            {
                var more = Math.Min(random.Next(1, 60_000), bytes.Length - written);
                growing.Write(bytes, written, more);
                growing.Flush();
                written += more;
                while (follower.Advance(200) > 0)
                    continue;
                torn += follower.Position.Offset < written ? 1 : 0;
            }
        }

        Assert.That(torn, Is.GreaterThan(10), "no record was ever seen in part");
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(Expected(whole)));
    }

    // An engine may die between the header of a segment and its first record, also where that begins a chain.
    [Test]
    public void Fault_45_A_segment_without_a_record_holds_up_none_behind_it()
    {
        TradedMornings.Write(Journal, events: 14_000);
        Empty(TradedMornings.Write(Journal, events: 0, number: 2));
        Empty(TradedMornings.Write(Journal, events: 0, number: 3));
        TradedMornings.Write(Journal, seed: 5, events: 14_000, number: 4);
        Empty(TradedMornings.Write(Journal, events: 0, number: 5, days: 1, chainFirst: 5, firstSignalId: 1_000));
        TradedMornings.Write(Journal, seed: 4, events: 14_000, number: 6, days: 1, chainFirst: 5, firstSignalId: 1_000);
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        while (follower.Advance(10_000) > 0)
            continue;
        Assert.That(follower.Position.Segment, Is.EqualTo(6));
        var states = TradedMornings.Replay(Journal, new TradedMornings.Tally());
        var born = states.Sum(state => state.Instruments[0].Core.Counters.SignalsBorn);
        Assert.That(Count(DatabasePath, "signals"), Is.EqualTo(born).And.GreaterThan(2));
    }

    [Test]
    public void A_locked_database_is_tried_again_and_nothing_is_lost_or_doubled()
    {
        TradedMornings.Write(Journal, events: 12_000);
        var expected = Expected();
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        Assert.That(follower.Advance(300), Is.EqualTo(300));
        var before = follower.Position;
        using (var other = Database.Open(DatabasePath))
        {
            using var transaction = other.BeginTransaction();
            for (var i = 0; i < 2; i++)
                Assert.That(() => follower.Advance(300), Throws.TypeOf<SqliteException>().With.Message.Contains("locked"));
            Assert.That(follower.Position, Is.EqualTo(before));
        }

        while (follower.Advance(300) > 0)
            continue;
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(expected));
    }

    [Test]
    public void A_full_disk_is_tried_again_and_nothing_is_lost_or_doubled()
    {
        TradedMornings.Write(Journal, events: 12_000);
        var expected = Expected();
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        follower.Advance(10);
        // Of this connection alone, so that the one that follows the fault has a disk with room.
        follower.Store.Execute($"PRAGMA max_page_count = {Database.Number(DatabasePath, "PRAGMA page_count")}");
        var faults = 0;
        while (true)
        {
            try
            {
                if (follower.Advance(300) == 0)
                    break;
            }
            catch (SqliteException full)
            {
                Assert.That(full.Message, Does.Contain("full"));
                faults++;
            }
        }

        Assert.That(faults, Is.EqualTo(1));
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(expected));
    }

    [Test]
    public void Rows_of_what_a_power_cut_took_from_theJournal_are_removed()
    {
        var segment = TradedMornings.Write(Journal, events: 20_000);
        using (var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
        {
            while (follower.Advance(300) > 0)
                continue;
        }

        var rows = Count(DatabasePath, "signals");
        using (var cut = new FileStream(segment, FileMode.Open))
            cut.SetLength(cut.Length * 3 / 4);
        TradedMornings.Write(Journal, seed: 9, events: 3_000, number: 2);
        // The start of an engine cuts what is torn before it begins the next segment.
        using (var reader = SegmentReader.Open(segment))
        {
            while (reader.TryRead(out _))
                continue;
            using var cut = new FileStream(segment, FileMode.Open);
            cut.SetLength(reader.SoundBytes);
        }

        var said = new List<string>();
        using (var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
        {
            follower.Said += said.Add;
            while (follower.Advance(300) > 0)
                continue;
        }

        Assert.That(said, Has.Exactly(1).Contains("are removed"));
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(Database.Dump(Database.Rebuilt(Journal, Folder))));
        Assert.That(Count(DatabasePath, "signals WHERE segment = 1"), Is.InRange(1, rows - 1));
    }

    private static void Empty(string segment)
    {
        var header = JournalSegments.Of(Path.GetDirectoryName(segment)!).Whole.Single(known => known.Path == segment).Header;
        using var file = new FileStream(segment, FileMode.Open);
        file.SetLength(header.ToBytes().Length);
    }
}
