using System.Text.Json;
using MiaIa.Cli.Tests.Setup;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Replay.Tests;

namespace MiaIa.Cli.Tests;

/// <summary>With --json the standard output is one document; what a person reads meanwhile stands on the other.</summary>
public sealed class JsonOutputTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-cli-json-");

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    [Test]
    public async Task Synth_says_what_it_has_written()
    {
        var (code, json, error) = await AskAsync("synth", "--out", _folder.FullName, "--minutes", "2", "--json");
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(File.Exists(json.GetProperty("scidPath").GetString()), Is.True);
        Assert.That(File.Exists(json.GetProperty("depthPath").GetString()), Is.True);
        var lots = json.GetProperty("buyLots").GetInt64() + json.GetProperty("sellLots").GetInt64();
        Assert.That(lots, Is.GreaterThanOrEqualTo(json.GetProperty("trades").GetInt64()).And.Positive);
    }

    [Test]
    public async Task Project_says_up_to_where_the_database_holds_the_journal()
    {
        var journal = Directory.CreateDirectory(Path.Combine(_folder.FullName, "journal")).FullName;
        using (var maker = new JournalMaker(journal, EngineOptions.From(new EngineSettings()), MadeUpMorning.StartNanos))
        {
            foreach (var e in MadeUpMorning.Events(1, 500))
                maker.Add(e);
        }

        var database = Path.Combine(_folder.FullName, "trades.db");
        var (code, json, _) = await AskAsync("project", "--journal", journal, "--database", database, "--rebuild", "--json");
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(json.GetProperty("database").GetString(), Is.EqualTo(database));
        Assert.That(json.GetProperty("segment").GetInt64(), Is.EqualTo(1));
        Assert.That(
            json.GetProperty("offset").GetInt64(),
            Is.EqualTo(new FileInfo(Directory.GetFiles(journal, "*.journal").Single()).Length)
        );
        Assert.That(json.GetProperty("rebuilt").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Setup_says_which_files_are_its_own_and_its_undo_which_are_gone()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.Study, "somebody's own");
        string[] places = ["--package", package.Package, "--user-folder", package.Own, "--json"];
        var (code, done, error) = await AskAsync(["setup", "--sierra", package.Sierra, .. places]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(error, Does.Contain("1 of 5  ").And.Contain("Done."), "the steps");
        Assert.That(done.GetProperty("undone").GetBoolean(), Is.False);
        var study = Files(done).Single(file => file.GetProperty("path").GetString() == package.Study);
        Assert.That(study.GetProperty("asWritten").GetBoolean(), Is.True);
        Assert.That(study.GetProperty("kept").GetString(), Is.EqualTo(package.Study + ".before-miaia"));

        (code, var undone, _) = await AskAsync(["setup", "--undo", .. places]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(undone.GetProperty("undone").GetBoolean(), Is.True);
        Assert.That(Files(undone).Select(file => file.GetProperty("path").GetString()), Is.EqualTo(Files(done).Select(Path)));
        study = Files(undone).Single(file => file.GetProperty("path").GetString() == package.Study);
        Assert.That(study.GetProperty("exists").GetBoolean(), Is.True, "what was there before is there again");
        Assert.That(study.GetProperty("asWritten").GetBoolean(), Is.False);

        static string? Path(JsonElement file) => file.GetProperty("path").GetString();
    }

    [Test]
    public async Task What_is_wrong_is_no_document()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["setup", "--undo", "--user-folder", Path.Combine(_folder.FullName, "nothing"), "--json"],
            output,
            error
        );
        Assert.That((code, output.ToString()), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error.ToString(), Does.Contain("No setup is known"));
    }

    private static JsonElement[] Files(JsonElement document) => [.. document.GetProperty("files").EnumerateArray()];

    private static async Task<(int ExitCode, JsonElement Output, string Error)> AskAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        Assert.That(output.ToString(), Is.Not.Empty, error.ToString());
        return (code, JsonDocument.Parse(output.ToString()).RootElement, error.ToString());
    }
}
