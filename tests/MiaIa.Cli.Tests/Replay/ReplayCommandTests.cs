using System.Text.Json;
using MiaIa.Hosting;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Replay;

public sealed class ReplayCommandTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-cli-replay-");
    private SyntheticFiles _files = null!;

    [OneTimeSetUp]
    public void MakeASession() => _files = SyntheticSession.Write(_folder.FullName, seed: 1, minutes: 45);

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_session_is_played_reported_and_exported()
    {
        var (csv, json) = (Path.Combine(_folder.FullName, "r.csv"), Path.Combine(_folder.FullName, "r.json"));
        var (code, output, error) = await RunAsync(
            "replay",
            "--scid",
            _files.ScidPath,
            "--depth",
            _files.DepthPath,
            "--coverage-floor",
            "0.3",
            "--every",
            "60000",
            "--csv",
            csv,
            "--json-file",
            json
        );
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(output, Does.Contain("SYNTHETIC: made up").And.Contain("signals born").And.Contain("decision hash"));
        Assert.That(output, Does.Contain("gamma_levels_proximity").And.Contain("NEVER READY"));
        Assert.That(output, Does.Contain("[SYNTHETIC]").And.Contain("Born").And.Contain("not reachable by one feature").Or.Contain("by +"));
        Assert.That(File.ReadAllLines(csv), Has.Length.EqualTo(47), "a header, the first second, and one a minute");
        Assert.That(new FileInfo(json).Length, Is.GreaterThan(10_000));
    }

    [Test]
    public async Task As_JSON_the_output_is_one_document_of_the_figures_that_the_lines_have()
    {
        string[] asked = ["replay", "--scid", _files.ScidPath, "--depth", _files.DepthPath, "--coverage-floor", "0.3"];
        var (_, lines, _) = await RunAsync(asked);
        var (code, output, error) = await RunAsync([.. asked, "--json"]);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.That(lines, Does.Contain($"decision hash {root.GetProperty("decisionHash").GetString()}"));
        Assert.That(root.GetProperty("synthetic").GetBoolean(), Is.True);
        var instrument = root.GetProperty("instruments").EnumerateArray().Single();
        Assert.That(instrument.GetProperty("instrument").GetString(), Is.EqualTo("ES"));
        Assert.That(lines, Does.Contain($"signals born {instrument.GetProperty("signals").GetProperty("born").GetInt64()}"));
        var features = instrument.GetProperty("features").EnumerateArray().ToArray();
        Assert.That(features, Has.Length.EqualTo(10));
        var never = features.First(one => one.GetProperty("liveness").GetString() == "neverReady");
        Assert.That(never.GetProperty("min").ValueKind, Is.EqualTo(JsonValueKind.Null), "no infinity");
        Assert.That(error, Does.Contain("[SYNTHETIC]").And.Contain("signals born"), "what a person reads stands beside it");
    }

    [Test]
    public async Task As_JSON_what_cannot_be_played_is_no_document()
    {
        var (code, output, error) = await RunAsync("replay", "--journal", _files.ScidPath, "--json");
        Assert.That((code, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.Contain("MIAIAJNL"));
    }

    [Test]
    public async Task Twice_the_same_session_has_the_same_hash()
    {
        var hashes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var (_, output, _) = await RunAsync(
                "replay",
                "--scid",
                _files.ScidPath,
                "--depth",
                _files.DepthPath,
                "--coverage-floor",
                "0.3",
                "--quiet"
            );
            hashes.Add(output[output.IndexOf("decision hash", StringComparison.Ordinal)..][..30]);
        }

        Assert.That(hashes[1], Is.EqualTo(hashes[0]));
    }

    [TestCase("there is no such file", "--scid", "missing.scid")]
    [TestCase("either --scid or --journal")]
    [TestCase("there is no such file or directory", "--journal", "missing")]
    [TestCase("--every = '5'", "--journal", ".", "--every", "5")]
    [TestCase("--from = 'yesterday'", "--journal", ".", "--from", "yesterday")]
    public async Task A_wrong_argument_is_named_and_ends_with_code_2(string named, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(["replay", .. arguments]);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain(named));
    }

    [Test]
    public async Task A_wrong_multiplier_and_a_broken_journal_are_named_and_end_with_code_2()
    {
        var (code, _, error) = await RunAsync("replay", "--scid", _files.ScidPath, "--price-multiplier", "0.01");
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("×0.01").And.Contain("no price of ES"));
        (code, _, error) = await RunAsync("replay", "--journal", _files.ScidPath);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("MIAIAJNL").And.Contain(Path.GetFileName(_files.ScidPath)));
    }

    [Test]
    public async Task Help_shows_examples()
    {
        var (code, output, _) = await RunAsync("replay", "--help");
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain("miaia replay --scid ESH24_FUT_CME.scid --depth").And.Contain("--journal journal"));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
