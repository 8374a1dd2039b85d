using System.Text.Json;
using MiaIa.Engine.Features;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Settings;
using MiaIa.Replay.Exports;
using MiaIa.Replay.Sources;

namespace MiaIa.Replay.Tests;

public sealed class ExportTests
{
    [Test]
    public void A_feature_that_is_not_ready_is_empty_in_csv_and_a_reason_in_json()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0.5, 4_400, 2), (9.5, 4_401, 3));
        var run = new ReplayRun(5_000);
        using (var csv = new CsvExport(folder.File("r.csv")))
        using (var json = new JsonExport(folder.File("r.json")))
        {
            run.AddExport(csv);
            run.AddExport(json);
            using var source = SierraSource.Open(new SierraSelection(scid, EngineOptions.From(new EngineSettings())), run);
            source.Play(run, CancellationToken.None);
        }

        var lines = File.ReadAllLines(folder.File("r.csv"));
        Assert.That(lines[0], Does.StartWith("time_utc,instrument,price,score").And.EndsWith(FeatureNames.All[^1]));
        Assert.That(lines[1], Is.EqualTo("2023-06-29T13:30:01.000000Z,ES,4400.00,0,0,0,0,NoTrade" + new string(',', FeatureNames.Count)));
        Assert.That(lines, Has.Length.EqualTo(4), "at 1, 5 and 10 seconds");
        using var parsed = JsonDocument.Parse(File.ReadAllText(folder.File("r.json")));
        var volume = parsed.RootElement[2].GetProperty("readings").GetProperty("volume_confirmation");
        Assert.That(volume.GetProperty("valid").GetBoolean(), Is.False);
        Assert.That(volume.GetProperty("reason").GetString(), Does.Contain("11 minutes"));
        Assert.That(volume.TryGetProperty("value", out _), Is.False);
    }
}
