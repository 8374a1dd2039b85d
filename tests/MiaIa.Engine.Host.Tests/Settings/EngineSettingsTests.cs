using System.Text.Json;
using MiaIa.Engine.Host.Runner;
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
    [TestCase("--Ibkr:ClockSpeed=60", "a live Gateway has the wall's clock")]
    [TestCase("--Ibkr:Port=0", "Ibkr:Port")]
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
    public void A_block_smaller_than_a_large_print_is_refused()
    {
        var loaded = Load("no file", "--Instruments:0:Name=NQ", "--Instruments:0:LargePrintLots=50", "--Instruments:0:BlockPrintLots=40");
        Assert.That(loaded.Problems.Single().Reason, Is.EqualTo("BlockPrintLots 40 is below LargePrintLots 50"));
    }

    [Test]
    public void What_is_set_for_one_instrument_reaches_its_core_and_the_settings_hash()
    {
        var set = EngineOptions.From(Load("no file", "--Instruments:0:Name=NQ", "--Instruments:0:StopTicks=20", "--Instruments:0:TargetTicks=40",
            "--Instruments:0:LargePrintLots=30", "--Instruments:0:TickValueUsd=5.5", "--Instruments:1:Name=ES").Settings!);
        var (nq, es) = (set.Instruments[0], set.Instruments[1]);
        Assert.That((nq.Signals.StopTicks, nq.Signals.TargetTicks, nq.Features.LargePrintLots, nq.TickValueUsd, nq.TickSizePoints), Is.EqualTo((20, 40, 30, 5.5m, 0.25m)));
        Assert.That((es.Signals.StopTicks, es.Features.LargePrintLots, es.TickValueUsd), Is.EqualTo((8, 100, 12.5m)));
        var plain = EngineOptions.From(Load("no file", "--Instruments:0:Name=NQ", "--Instruments:1:Name=ES").Settings!);
        Assert.That(set.SettingsHash(), Is.Not.EqualTo(plain.SettingsHash()));
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
