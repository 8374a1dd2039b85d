using System.Collections.Concurrent;
using System.Diagnostics;
using MiaIa.Replay.Tests;

namespace MiaIa.Projections.Tests;

public sealed class BackgroundProjectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TemporaryFolder _folder = null!;
    private string _journal = "";
    private string _path = "";

    [SetUp]
    public void MakeFolders()
    {
        _folder = new();
        _journal = Directory.CreateDirectory(_folder.File("journal")).FullName;
        _path = _folder.File("trades.db");
    }

    [TearDown]
    public void RemoveFolders() => _folder.Dispose();

    [Test]
    public void It_follows_a_journal_that_is_begun_after_it_and_ends_with_all_of_it()
    {
        var said = new ConcurrentQueue<string>();
        using (BackgroundProjection.Start(_journal, TradedMornings.Options, _path, said.Enqueue))
        {
            TradedMornings.Write(_journal, events: 2_000);
            Await(() => File.Exists(_path) && Database.Number(_path, "SELECT byte FROM position") > 0);
        }

        Assert.That(said, Is.Empty);
        Assert.That(Database.Dump(_path), Is.EqualTo(Database.Dump(Database.Rebuilt(_journal, _folder))));
    }

    [Test]
    public void A_locked_database_is_said_once_and_then_it_goes_on()
    {
        TradedMornings.Write(_journal, events: 2_000);
        using (JournalFollower.Open(_journal, TradedMornings.Options, _path))
        {
            // Its tables are made.
        }

        var said = new ConcurrentQueue<string>();
        using var other = Database.Open(_path);
        var transaction = other.BeginTransaction();
        using (BackgroundProjection.Start(_journal, TradedMornings.Options, _path, said.Enqueue))
        {
            Await(() => !said.IsEmpty);
            transaction.Dispose();
            Await(() => said.Count == 2);
        }

        Assert.That(said.First(), Does.StartWith("waits, and tries again").And.Contain("locked"));
        Assert.That(said.Last(), Does.StartWith("goes on at byte"));
        Assert.That(Database.Dump(_path), Is.EqualTo(Database.Dump(Database.Rebuilt(_journal, _folder))));
    }

    [Test]
    public void A_database_of_another_version_is_said_and_stops_nothing()
    {
        TradedMornings.Write(_journal, events: 500);
        using (JournalFollower.Open(_journal, TradedMornings.Options, _path))
        {
            // Its tables are made.
        }

        Database.Execute(_path, "PRAGMA user_version = 999");
        var said = new ConcurrentQueue<string>();
        using (BackgroundProjection.Start(_journal, TradedMornings.Options, _path, said.Enqueue))
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
