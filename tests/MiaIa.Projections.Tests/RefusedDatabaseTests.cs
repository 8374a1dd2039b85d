using MiaIa.Replay.Tests;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections.Tests;

public sealed class RefusedDatabaseTests
{
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
    public void Another_version_of_the_tables_asks_for_a_rebuild_and_a_rebuild_helps()
    {
        TradedMornings.Write(_journal, events: 2_000);
        Project(isAnew: false);
        var expected = Database.Dump(_path);
        Database.Execute(_path, "PRAGMA user_version = 999; ALTER TABLE signals ADD COLUMN newer TEXT; CREATE TABLE of_tomorrow (x)");
        Assert.That(
            () => JournalFollower.Open(_journal, TradedMornings.Options, _path),
            Throws.TypeOf<ProjectionException>().With.Message.Contains("version 999").And.Message.Contains("miaia project --rebuild")
        );
        Project(isAnew: true);
        Assert.That(Database.Dump(_path), Is.EqualTo(expected));
    }

    [Test]
    public void A_database_of_another_program_is_left_alone_also_by_a_rebuild()
    {
        Database.Execute(_path, "CREATE TABLE accounts (name TEXT); INSERT INTO accounts VALUES ('x')");
        foreach (var isAnew in new[] { false, true })
        {
            Assert.That(
                () => JournalFollower.Open(_journal, TradedMornings.Options, _path, isAnew),
                Throws.TypeOf<ProjectionException>().With.Message.Contains("another program")
            );
        }

        Assert.That(Database.Number(_path, "SELECT COUNT(*) FROM accounts"), Is.EqualTo(1));
    }

    [Test]
    public void A_file_that_is_no_database_is_said()
    {
        File.WriteAllText(_path, new string('x', 8_192));
        Assert.That(
            () => JournalFollower.Open(_journal, TradedMornings.Options, _path),
            Throws.TypeOf<SqliteException>().With.Message.Contains("not a database")
        );
    }

    [Test]
    public void Another_journal_asks_for_a_rebuild()
    {
        TradedMornings.Write(_journal, events: 500);
        Project(isAnew: false);
        Directory.Delete(_journal, recursive: true);
        Directory.CreateDirectory(_journal);
        TradedMornings.Write(_journal, events: 500, days: 1);
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        Assert.That(() => follower.Advance(10), Throws.TypeOf<ProjectionException>().With.Message.Contains("another journal"));
    }

    [Test]
    public void A_second_writer_is_noticed()
    {
        TradedMornings.Write(_journal, events: 2_000);
        using var first = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        using var second = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        first.Advance(100);
        Assert.That(() => second.Advance(50), Throws.TypeOf<ProjectionException>().With.Message.Contains("another program projects"));
    }

    private void Project(bool isAnew)
    {
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path, isAnew);
        while (follower.Advance(1_000) > 0)
            continue;
    }
}
