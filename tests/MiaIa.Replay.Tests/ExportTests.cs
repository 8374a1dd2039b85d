using System.Text.Json;
using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
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

    [Test]
    public void A_feature_that_is_ready_says_in_json_what_it_is_made_of()
    {
        using var folder = new TemporaryFolder();
        // Buyers only, at one price. At 720 s the last 60 hold 39 trades of one contract and 20 of three, the ten minutes before 60 a minute.
        var trades = Enumerable.Range(0, 760).Select(s => ((double)s, 4_400f, s < 700 ? 1u : 3u)).ToArray();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), trades);
        var run = new ReplayRun(60_000);
        using (var json = new JsonExport(folder.File("r.json")))
        {
            run.AddExport(json);
            using var source = SierraSource.Open(new SierraSelection(scid, EngineOptions.From(new EngineSettings())), run);
            source.Play(run, CancellationToken.None);
        }

        using var parsed = JsonDocument.Parse(File.ReadAllText(folder.File("r.json")));
        var last = parsed.RootElement[parsed.RootElement.GetArrayLength() - 1].GetProperty("readings");
        var factors = last.GetProperty("volume_confirmation").GetProperty("factors");
        Assert.That(factors.GetProperty("d").GetDouble(), Is.EqualTo(1));
        Assert.That(factors.GetProperty("a").GetDouble(), Is.EqualTo(0.75));
        Assert.That(factors.GetProperty("c").GetDouble(), Is.EqualTo(99 / 60.0 / 1.8).Within(1e-12));
        Assert.That(last.GetProperty("order_book_imbalance").GetProperty("factors").EnumerateObject(), Is.Empty);
    }
}
