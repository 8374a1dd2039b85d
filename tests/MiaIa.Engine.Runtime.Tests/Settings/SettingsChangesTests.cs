using System.Text.Json;
using System.Text.Json.Nodes;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>What differs from the built-in settings, written as a file, gives the same settings when it is read.</summary>
public sealed class SettingsChangesTests
{
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip };

    [Test]
    public void Built_in_settings_say_nothing() => Assert.That(SettingsJson.Changes(new EngineSettings()), Is.EqualTo("{}"));

    [TestCase("--Port=50552 --CoverageFloor=0.5 --Journal:Fsync=Never", "Port CoverageFloor Journal")]
    [TestCase("--Instruments:MES:StopTicks=6 --Instruments:NQ:Tiers:Good=0.29", "Instruments")]
    [TestCase("--Instruments:0:Name=MES --Instruments:0:StopTicks=6 --Instruments:1:Name=ES", "Instruments")]
    [TestCase("--Instruments:ES:Patterns:sweep:Weight=0.1 --Instruments:ES:Patterns:mine:HalfLifeBars=9", "Instruments")]
    [TestCase("--Instruments:ES:FeesFrom:0:From=2027-01-01 --Instruments:ES:FeesFrom:0:UsdASide=2.25", "Instruments")]
    [TestCase("--Instruments:ES:Weights:GammaLevelsProximity=0.2 --Instruments:ES:Weights:VolumeConfirmation=0.18", "Instruments")]
    [TestCase("--Instruments:ES:Dealers=ShortCallsLongPuts --Instruments:ES:Life:EndMargin=0.04", "Instruments")]
    [TestCase("--Trading:LiveAccounts:0=A1 --Trading:LiveAccounts:1=A2 --Ibkr:AlternateClientIds:0=7", "Trading Ibkr")]
    public void What_was_set_comes_back(string given, string sections)
    {
        var settings = Load("no file", given.Split(' '));
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"changes-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, "// A comment.\n" + SettingsJson.Changes(settings) + "\n");
        try
        {
            var written = JsonNode.Parse(File.ReadAllText(path), documentOptions: Commented)!.AsObject();
            Assert.That(written.Select(one => one.Key), Is.EqualTo(sections.Split(' ')), "and nothing else is said");
            Assert.That(JsonSerializer.Serialize(Load(path, [])), Is.EqualTo(JsonSerializer.Serialize(settings)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void What_is_asked_for_is_said_also_where_it_is_as_built_in()
    {
        string[] asked = ["CoverageFloor", "Instruments:MES:StopTicks", "Instruments:MES:Life:RearmSeconds"];
        var written = JsonNode.Parse(SettingsJson.Changes(new EngineSettings(), asked))!;
        Assert.That(
            written.ToJsonString(),
            Is.EqualTo("""{"CoverageFloor":0.7,"Instruments":{"MES":{"StopTicks":8,"Life":{"RearmSeconds":30}}}}""")
        );
    }

    [Test]
    public void Weights_stand_there_whole_since_they_have_to_fit_together()
    {
        var settings = Load(
            "no file",
            "--Instruments:ES:Weights:GammaLevelsProximity=0.2",
            "--Instruments:ES:Weights:VolumeConfirmation=0.18",
            "--Instruments:ES:Tiers:Good=0.29"
        );
        var es = JsonNode.Parse(SettingsJson.Changes(settings))!["Instruments"]!["ES"]!.AsObject();
        Assert.That(es["Weights"]!.AsObject(), Has.Count.EqualTo(10));
        Assert.That(es["Tiers"]!.AsObject(), Has.Count.EqualTo(1));
    }

    private static EngineSettings Load(string path, params string[] arguments)
    {
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, path, new Dictionary<string, string>(), arguments)
        );
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Settings!;
    }
}
