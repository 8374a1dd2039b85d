using System.Text.Json;
using MiaIa.Engine.Host.Settings;
using MiaIa.Settings;

namespace MiaIa.Engine.Host.Tests.Settings;

public sealed class EngineSettingsTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Test]
    public void The_example_file_says_exactly_the_defaults()
    {
        var loaded = Load(Example());
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(JsonSerializer.Serialize(loaded.Settings), Is.EqualTo(JsonSerializer.Serialize(new EngineSettings())));
    }

    [TestCase("--Address=192.168.1.5", "loopback")]
    [TestCase("--Address=localhost", "must be an IP address")]
    [TestCase("--Instruments:0:Name=CL", "ES, MES, NQ, MNQ")]
    [TestCase("--Journal:Fsync=Sometimes", "Journal:Fsync")]
    [TestCase("--MessageBytesMax=100", "4096")]
    public void A_bad_value_is_named_with_what_is_allowed(string argument, string named)
    {
        var loaded = Load("no file", argument);
        Assert.That(loaded.Settings, Is.Null);
        Assert.That(loaded.Problems.Single().ToString(), Does.Contain(named));
    }

    [Test]
    public void A_ceiling_below_the_base_is_refused()
    {
        var loaded = Load("no file", "--Instruments:0:Name=ES", "--Instruments:0:BaseContracts=3", "--Instruments:0:CeilingContracts=2");
        Assert.That(loaded.Problems.Single().Reason, Is.EqualTo("CeilingContracts 2 is below BaseContracts 3"));
    }

    [Test]
    public void An_instrument_given_twice_is_refused()
    {
        var loaded = Load("no file", "--Instruments:0:Name=ES", "--Instruments:1:Name=ES");
        Assert.That(loaded.Problems.Single().Reason, Does.Contain("once"));
    }

    private static SettingsResult<EngineSettings> Load(string file, params string[] arguments) =>
        SettingsLoader.Load<EngineSettings>(new SettingsSources("Engine", file, NoVariables, arguments));

    private static string Example()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "engine", "MiaIa.Engine.Host", "appsettings.example.json");
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException("appsettings.example.json is not in the repository");
    }
}
