using System.Collections.Concurrent;
using System.Diagnostics;

namespace MiaIa.Projections.Tests;

public sealed class BackgroundProjectionTests : ProjectedJournal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public void It_follows_aJournal_that_is_begun_after_it_and_ends_with_all_of_it()
    {
        var said = new ConcurrentQueue<string>();
        using (BackgroundProjection.Start(Journal, TradedMornings.Options, DatabasePath, said.Enqueue))
        {
            TradedMornings.Write(Journal, events: 2_000);
            Await(() => Database.HasTable(DatabasePath, "position") && Database.Number(DatabasePath, "SELECT byte FROM position") > 0);
        }

        Assert.That(said, Is.Empty);
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(Database.Dump(Database.Rebuilt(Journal, Folder))));
    }

    [Test]
    public void A_locked_database_is_said_once_and_then_it_goes_on()
    {
        TradedMornings.Write(Journal, events: 2_000);
        using (JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
        {
            // Its tables are made.
        }

        var said = new ConcurrentQueue<string>();
        using var other = Database.Open(DatabasePath);
        var transaction = other.BeginTransaction();
        using (BackgroundProjection.Start(Journal, TradedMornings.Options, DatabasePath, said.Enqueue))
        {
            Await(() => !said.IsEmpty);
            transaction.Dispose();
            Await(() => said.Count == 2);
        }

        Assert.That(said.First(), Does.StartWith("waits, and tries again").And.Contain("locked"));
        Assert.That(said.Last(), Does.StartWith("goes on at byte"));
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(Database.Dump(Database.Rebuilt(Journal, Folder))));
    }

    [Test]
    public void A_database_of_another_version_is_said_and_stops_nothing()
    {
        TradedMornings.Write(Journal, events: 500);
        using (JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath))
        {
            // Its tables are made.
        }

        Database.Execute(DatabasePath, "PRAGMA user_version = 999");
        var said = new ConcurrentQueue<string>();
        using (BackgroundProjection.Start(Journal, TradedMornings.Options, DatabasePath, said.Enqueue))
            Await(() => !said.IsEmpty);
        Assert.That(said.Single(), Does.Contain("--rebuild"));
    }

    private static void Await(Func<bool> isSo)
    {
        var began = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.That(began.Elapsed, Is.LessThan(Patience), "it did not come");
            Thread.Sleep(20);
        }
    }
}
