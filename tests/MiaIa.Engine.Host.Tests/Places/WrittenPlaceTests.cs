using MiaIa.Alerts.Facts;
using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Places;

public sealed class WrittenPlaceTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_journal_that_cannot_be_written_is_told_with_the_setting_that_names_it()
    {
        var taken = _folder.File("no-folder");
        File.WriteAllText(taken, "");
        Assert.That(
            () => PlaceLocks.TakeJournal(new EngineSettings { Journal = new JournalSettings { Directory = taken } }),
            Throws.TypeOf<IOException>().With.Message.Contains(taken).And.Message.Contains("Journal:Directory has to be a folder")
        );
    }

    [Test]
    public void All_that_the_settings_name_is_listed_and_what_is_off_is_not()
    {
        Assert.That(Names(Settings("all")), Is.EqualTo("journal log reports options"));
        Assert.That(
            Names(Settings("elsewhere", database: _folder.File("db/trades.db"))),
            Is.EqualTo("journal database log reports options")
        );
        var bare = new EngineSettings
        {
            Log = new LogSettings { Folder = "" },
            Reports = new ReportSettings { Folder = "" },
            Projection = new ProjectionSettings { Path = "" },
            Options = new OptionSettings { HistoryFolder = "" },
        };
        Assert.That(Names(bare), Is.EqualTo("journal"));
    }

    [TestCase("log", "Log:Folder")]
    [TestCase("reports", "Reports:Folder")]
    [TestCase("database", "Projection:Path")]
    public void A_second_engine_with_another_journal_is_refused_one_folder_in_common(string shared, string setting)
    {
        using var first = PlaceLocks.Take(WrittenPlace.Of(Settings("one", shared)));
        var refused = Assert.Throws<SecondInstanceException>(() => PlaceLocks.Take(WrittenPlace.Of(Settings("two", shared))))!;
        Assert.That(refused.Message, Does.Contain($"(process {Environment.ProcessId}) writes its {shared} to {_folder.File("shared")}"));
        Assert.That(refused.Message, Does.EndWith($"stop it, or set {setting}"));
        // Whoever was refused holds nothing, of the folders before the shared one either.
        using var other = PlaceLocks.Take(WrittenPlace.Of(Settings("two")));
    }

    [Test]
    public void Two_engines_with_folders_of_their_own_do_not_know_of_each_other()
    {
        using var one = PlaceLocks.Take(WrittenPlace.Of(Settings("mine")));
        using var other = PlaceLocks.Take(WrittenPlace.Of(Settings("yours")));
        Assert.That(File.Exists(_folder.File("mine/log/log.lock")));
    }

    [Test]
    public void A_folder_that_cannot_be_made_keeps_nobody_from_trading()
    {
        File.WriteAllText(_folder.File("file"), "");
        using var taken = PlaceLocks.Take([new("log", "Log:Folder", _folder.File("file/log"), "log.lock")]);
        Assert.That(taken, Is.Not.Null);
    }

    [Test]
    public void A_disk_is_asked_once_for_all_that_lies_on_it()
    {
        var asked = new List<string>();
        WrittenPlace[] places = [Place("journal", "/a/1"), Place("log", "/b/2"), Place("reports", "/a/3"), Place("options", "/c/4")];
        var disks = new WrittenDisks(places, FreeOf, folder => folder[..2]);
        var at = new DateTimeOffset(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
        DiskFacts[] expected = [new("/a", "journal, reports", 4), new("/b", "log", 4), new("/c", "options", null)];
        Assert.That(disks.Look(at), Is.EqualTo(expected));
        Assert.That(string.Join(' ', asked), Is.EqualTo("/a/1 /b/2 /c/4"));
        disks.Look(at.AddSeconds(9));
        Assert.That(asked, Has.Count.EqualTo(3), "each ten seconds");
        disks.Look(at.AddSeconds(10));
        Assert.That(asked, Has.Count.EqualTo(6));

        long? FreeOf(string folder)
        {
            asked.Add(folder);
            return folder == "/c/4" ? null : folder.Length;
        }
    }

    private static WrittenPlace Place(string name, string folder) => new(name, "", folder, "");

    private static string Names(EngineSettings settings) => string.Join(' ', WrittenPlace.Of(settings).Select(place => place.Name));

    private EngineSettings Settings(string own, string shared = "", string? database = null) =>
        new()
        {
            Journal = new JournalSettings { Directory = _folder.File($"{own}/journal") },
            Log = new LogSettings { Folder = shared == "log" ? _folder.File("shared") : _folder.File($"{own}/log") },
            Reports = new ReportSettings { Folder = shared == "reports" ? _folder.File("shared") : _folder.File($"{own}/reports") },
            Projection = new ProjectionSettings
            {
                Path = shared == "database" ? _folder.File("shared/trades.db") : database ?? "trades.db",
            },
        };
}
