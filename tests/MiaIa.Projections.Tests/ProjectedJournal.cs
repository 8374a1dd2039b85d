using MiaIa.Replay.Tests;

namespace MiaIa.Projections.Tests;

/// <summary>A folder for a journal and a place for its database, which go with the test.</summary>
public abstract class ProjectedJournal
{
    private TemporaryFolder? _folder;

    private protected TemporaryFolder Folder => _folder!;

    private protected string Journal { get; private set; } = "";

    private protected string DatabasePath { get; private set; } = "";

    [SetUp]
    public void MakeFolders()
    {
        _folder = new();
        Journal = Directory.CreateDirectory(Folder.File("journal")).FullName;
        DatabasePath = Folder.File("trades.db");
    }

    [TearDown]
    public void RemoveFolders() => _folder?.Dispose();

    /// <summary>The rows of a rebuild, among which are trades.</summary>
    private protected string Expected(string? journal = null)
    {
        var path = Database.Rebuilt(journal ?? Journal, Folder);
        Assert.That(Count(path, "round_trips"), Is.GreaterThan(1), "there are no trades to compare");
        Assert.That(Count(path, "ghosts"), Is.GreaterThan(1), "there are no ghosts to compare");
        return Database.Dump(path);
    }

    private protected static long Count(string path, string table) => Database.Number(path, $"SELECT COUNT(*) FROM {table}");
}
