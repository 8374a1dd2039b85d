namespace MiaIa.Projections.Tests;

public sealed class RefusedDatabaseTests : ProjectedJournal
{
    [Test]
    public void A_file_that_is_no_database_is_named_and_a_rebuild_puts_it_beside_and_makes_one()
    {
        TradedMornings.Write(Journal, events: 2_000);
        var rows = Database.Dump(Database.Rebuilt(Journal, Folder));
        var junk = Enumerable.Repeat((byte)'x', 5_000).ToArray();
        File.WriteAllBytes(DatabasePath, junk);

        Assert.That(
            () => JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath),
            Throws.TypeOf<ProjectionException>().With.Message.StartsWith(DatabasePath).And.Message.Contains("miaia project --rebuild")
        );

        Project(isAnew: true);
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(rows));
        var kept = Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!, "*.broken").Single();
        Assert.That(File.ReadAllBytes(kept), Is.EqualTo(junk));
    }

    [Test]
    public void Another_version_of_the_tables_asks_for_a_rebuild_and_a_rebuild_helps()
    {
        TradedMornings.Write(Journal, events: 2_000);
        Project(isAnew: false);
        var expected = Database.Dump(DatabasePath);
        Database.Execute(
            DatabasePath,
            "PRAGMA user_version = 999; ALTER TABLE signals ADD COLUMN newer TEXT; CREATE TABLE of_tomorrow (x)"
        );
        Assert.That(
            () => JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath),
            Throws.TypeOf<ProjectionException>().With.Message.Contains("version 999").And.Message.Contains("miaia project --rebuild")
        );
        Project(isAnew: true);
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(expected));
    }

    [Test]
    public void A_database_of_another_program_is_left_alone_also_by_a_rebuild()
    {
        Database.Execute(DatabasePath, "CREATE TABLE accounts (name TEXT); INSERT INTO accounts VALUES ('x')");
        foreach (var isAnew in new[] { false, true })
        {
            Assert.That(
                () => JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath, isAnew),
                Throws.TypeOf<ProjectionException>().With.Message.Contains("another program")
            );
        }

        Assert.That(Database.Number(DatabasePath, "SELECT COUNT(*) FROM accounts"), Is.EqualTo(1));
    }

    [Test]
    public void AnotherJournal_asks_for_a_rebuild()
    {
        TradedMornings.Write(Journal, events: 500);
        Project(isAnew: false);
        Directory.Delete(Journal, recursive: true);
        Directory.CreateDirectory(Journal);
        TradedMornings.Write(Journal, events: 500, days: 1);
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        Assert.That(() => follower.Advance(10), Throws.TypeOf<ProjectionException>().With.Message.Contains("another journal"));
    }

    [Test]
    public void A_second_writer_is_noticed()
    {
        TradedMornings.Write(Journal, events: 2_000);
        using var first = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        using var second = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath);
        first.Advance(100);
        Assert.That(() => second.Advance(50), Throws.TypeOf<ProjectionException>().With.Message.Contains("another program projects"));
    }

    private void Project(bool isAnew)
    {
        using var follower = JournalFollower.Open(Journal, TradedMornings.Options, DatabasePath, isAnew);
        while (follower.Advance(1_000) > 0)
            continue;
    }
}
