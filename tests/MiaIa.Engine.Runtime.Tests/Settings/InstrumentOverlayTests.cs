using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>
/// A key beside an instrument's name changes that key alone: MES with another stop is still MES, with base 10 and ceiling 20. The oracle
/// are the core's own options of that name.
/// </summary>
public sealed class InstrumentOverlayTests
{
    private static readonly string[] Names = ["ES", "MES", "NQ", "MNQ"];

    /// <summary>Every key of <see cref="InstrumentSettings"/> with a value that no instrument has of its own.</summary>
    private static readonly (string Key, string Value)[] Keys =
    [
        ("BaseContracts", "2"),
        ("CeilingContracts", "15"),
        ("MarginUsd", "14000"),
        ("FeeUsdASide", "2.5"),
        ("Risk:SpreadTicksMax", "4"),
        ("TickSizePoints", "0.5"),
        ("TickValueUsd", "7.25"),
        ("StopTicks", "6"),
        ("TargetTicks", "13"),
        ("VolumeLotsMin", "31"),
        ("LargePrintLots", "99"),
        ("BlockPrintLots", "501"),
        ("FootprintRowLotsMin", "101"),
        ("BookDepthLevels", "4"),
        ("SlopeFloorTicks", "0.75"),
        ("Patterns:sweep:Weight", "0.11"),
        // The ten sum to 1, so that none is set alone.
        ("Weights", "GammaLevelsProximity=0.2 VolumeConfirmation=0.18"),
        ("Tiers:Good", "0.29"),
        ("Life:RearmSeconds", "31"),
        ("HoldMs", "751"),
        ("OptionIndex", ""),
        ("OptionBackup", "NONE"),
        ("InterestRate", "0.05"),
        ("DividendYield", "0.02"),
        ("Dealers", "ShortCallsLongPuts"),
    ];

    [Test]
    public void The_list_below_has_every_key() =>
        Assert.That(
            Keys.Select(k => k.Key.Split(':')[0]).Append("Name").Append(nameof(InstrumentSettings.FeesFrom)),
            Is.EquivalentTo(typeof(InstrumentSettings).GetProperties().Select(p => p.Name))
        );

    [Test]
    public void A_key_by_number_changes_that_key_alone(
        [ValueSource(nameof(Names))] string name,
        [ValueSource(nameof(Keys))] (string, string) set
    )
    {
        var (key, value) = Value(name, set);
        var options = Load([$"--Instruments:0:Name={name}", .. Given("0", key, value)]);
        Assert.That(options.Instruments.Select(i => i.Name), Is.EqualTo(new[] { name }), "the list is what is given");
        AssertOnlyChange(options.Instruments[0], InstrumentOptions.Find(name)!, value);
    }

    [Test]
    public void A_key_by_name_changes_that_key_of_that_instrument_alone(
        [ValueSource(nameof(Names))] string name,
        [ValueSource(nameof(Keys))] (string, string) set
    )
    {
        var (key, value) = Value(name, set);
        var options = Load(Given(name, key, value));
        Assert.That(options.Instruments.Select(i => i.Name), Is.EqualTo(Names), "the built-in list stays");
        foreach (var instrument in options.Instruments)
        {
            if (instrument.Name == name)
                AssertOnlyChange(instrument, InstrumentOptions.Find(name)!, value);
            else
                Assert.That(Text(instrument), Is.EqualTo(Text(InstrumentOptions.Find(instrument.Name)!)));
        }
    }

    [Test]
    public void The_environment_names_an_instrument_too()
    {
        var sources = new SettingsSources(
            ProgramSections.Engine,
            "no file",
            new Dictionary<string, string> { ["MIAIA__ENGINE__INSTRUMENTS__MES__STOPTICKS"] = "6" },
            []
        );
        var mes = EngineOptions.From(SettingsLoader.Load<EngineSettings>(sources).Settings!).Instruments[1];
        Assert.That(
            (mes.Name, mes.Signals.StopTicks, mes.Signals.BaseContracts, mes.Signals.CeilingContracts),
            Is.EqualTo(("MES", 6, 10, 20))
        );
    }

    [Test]
    public void Help_shows_the_defaults_of_each_instrument()
    {
        var sources = new SettingsSources(ProgramSections.Engine, "no file", new Dictionary<string, string>(), ["--help"]);
        var help = SettingsLoader.Load<EngineSettings>(sources).HelpText;
        Assert.That(help, Does.Contain("--Instruments:<Name>:BaseContracts=<whole number, 1 to 1000>"));
        Assert.That(help, Does.Contain("default: ES 1, MES 10, NQ 1, MNQ 10; now: as default"));
        Assert.That(help, Does.Contain("default: ES 12.50, MES 1.25, NQ 5.00, MNQ 0.50; now: as default"));
    }

    private static string[] Given(string element, string key, string value) =>
        value.Contains('=', StringComparison.Ordinal)
            ? [.. value.Split(' ').Select(one => $"--Instruments:{element}:{key}:{one}")]
            : [$"--Instruments:{element}:{key}={value}"];

    // The one key whose other value depends on the instrument.
    private static (string Key, string Value) Value(string name, (string Key, string Value) set) =>
        set.Key == "OptionIndex" ? (set.Key, name is "ES" or "MES" ? "NDX" : "SPX") : set;

    /// <summary>One option differs, or as many as were given; the index of the options brings its volatility index with it.</summary>
    private static void AssertOnlyChange(InstrumentOptions set, InstrumentOptions own, string value)
    {
        var (was, now) = (Text(own), Text(set));
        var changed = now.Except(was).ToArray();
        var expected = value.Split(' ').Length + (set.Chains.Index == own.Chains.Index ? 0 : 1);
        Assert.That(changed, Has.Length.EqualTo(expected), string.Join("; ", changed));
        Assert.That(was.Except(now).Count(), Is.EqualTo(changed.Length));
    }

    private static string[] Text(InstrumentOptions options) =>
        [.. new System.Text.StringBuilder().AppendOptions(options, "").ToString().Split('\n').Select(Plain)];

    // 12.50 and 12.5 are the same.
    private static string Plain(string line)
    {
        var parts = line.Split('=');
        return parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? FormattableString.Invariant($"{parts[0]}={number:R}")
            : line;
    }

    private static EngineOptions Load(params string[] arguments)
    {
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, "no file", new Dictionary<string, string>(), arguments)
        );
        Assert.That(loaded.Problems, Is.Empty);
        return EngineOptions.From(loaded.Settings!);
    }
}
