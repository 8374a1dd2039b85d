using System.Text.Json;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

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
    [TestCase("--Journal:FsyncMs=0", "Journal:FsyncMs")]
    [TestCase("--Journal:AcknowledgeMs=1001", "Journal:AcknowledgeMs")]
    [TestCase("--Ibkr:ClockSpeed=60", "a live Gateway has the wall's clock")]
    [TestCase("--Ibkr:Port=0", "Ibkr:Port")]
    [TestCase("--Page:Port=50551", "Page:Port 50551 is the engine's own Port")]
    [TestCase("--Page:StreamPort=50551", "Page:StreamPort 50551 is the engine's own Port")]
    [TestCase("--Page:Port=50553", "Page:Port and Page:StreamPort are both 50553")]
    [TestCase("--Metrics:Port=50551", "Metrics:Port 50551 is the engine's own Port")]
    [TestCase("--Metrics:Port=50552", "Metrics:Port and Page:Port are both 50552")]
    [TestCase("--Metrics:Port=50553", "Metrics:Port and Page:StreamPort are both 50553")]
    [TestCase("--Page:Port=50554", "Metrics:Port and Page:Port are both 50554")]
    [TestCase("--Port=65535", "Page:Port would be 65536, Page:StreamPort would be 65537, Metrics:Port would be 65538, above 65535")]
    [TestCase("--Trading:AllowLive=true", "LiveAccounts (from the command line): an account is needed")]
    [TestCase("--Page:Port=50551", "Page (from the command line)")]
    [TestCase("--Port=65533", "Port = '65533' (from the command line): Metrics:Port would be 65536, above 65535")]
    public void A_bad_value_is_named_with_what_is_allowed(string argument, string named)
    {
        var loaded = Load("no file", argument);
        Assert.That(loaded.Settings, Is.Null);
        Assert.That(loaded.Problems.Single().ToString(), Does.Contain(named));
    }

    [TestCase("--Account:DailyLossLimitUsd=258", "can lose 258.60 USD at once, more than DailyLossLimitUsd 258.00")]
    [TestCase("--Instruments:0:StopTicks=400", "more than DailyLossLimitUsd 2000.00")]
    public void Limits_that_contradict_each_other_are_named_with_who_gave_one_of_them(string argument, string named)
    {
        var loaded = Load("no file", "--Instruments:0:Name=ES", argument);
        Assert.That(
            loaded.Problems.Select(problem => problem.ToString()),
            Has.One.StartsWith("Account (from the command line): ").And.Contains(named)
        );
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
        var set = EngineOptions.From(
            Load(
                "no file",
                "--Instruments:0:Name=NQ",
                "--Instruments:0:StopTicks=20",
                "--Instruments:0:TargetTicks=40",
                "--Instruments:0:LargePrintLots=30",
                "--Instruments:0:TickValueUsd=5.5",
                "--Instruments:1:Name=ES"
            ).Settings!
        );
        var (nq, es) = (set.Instruments[0], set.Instruments[1]);
        Assert.That(
            (nq.Signals.StopTicks, nq.Signals.TargetTicks, nq.Features.LargePrintLots, nq.TickValueUsd, nq.TickSizePoints),
            Is.EqualTo((20, 40, 30, 5.5m, 0.25m))
        );
        Assert.That((es.Signals.StopTicks, es.Features.LargePrintLots, es.TickValueUsd), Is.EqualTo((8, 100, 12.5m)));
        var plain = EngineOptions.From(Load("no file", "--Instruments:0:Name=NQ", "--Instruments:1:Name=ES").Settings!);
        Assert.That(set.SettingsHash(), Is.Not.EqualTo(plain.SettingsHash()));
    }

    [Test]
    public void Fees_are_a_table_by_trade_dates()
    {
        var loaded = Load(
            "no file",
            "--Instruments:ES:FeesFrom:2027-07-01:UsdASide=2.5",
            "--Instruments:ES:FeesFrom:2027-01-01:UsdASide=2.25"
        );
        Assert.That(
            EngineOptions.From(loaded.Settings!).Instruments[0].Trading.Fees,
            Is.EqualTo([new FeeStep(DateOnly.MinValue, 215), new(new(2027, 1, 1), 225), new(new(2027, 7, 1), 250)])
        );
    }

    [TestCase("2027-02-30")]
    [TestCase("January")]
    public void A_fee_of_no_date_is_refused_by_its_name(string date) =>
        Assert.That(
            Load("no file", $"--Instruments:ES:FeesFrom:{date}:UsdASide=2.5").Problems.Select(problem => $"{problem}"),
            Has.Some.Contains($"'{date}' is no date such as 2027-01-01")
        );

    [Test]
    public void Weight_and_half_life_of_every_kind_of_pattern_reach_the_core()
    {
        var patterns = EngineOptions
            .From(
                Load(
                    "no file",
                    "--Instruments:0:Name=ES",
                    "--Instruments:0:Patterns:0:Name=squeeze",
                    "--Instruments:0:Patterns:0:HalfLifeBars=7",
                    "--Instruments:0:Patterns:1:Name=battle_navale",
                    "--Instruments:0:Patterns:1:Weight=0.5",
                    "--Instruments:0:Patterns:2:Name=*",
                    "--Instruments:0:Patterns:2:Weight=0.1"
                ).Settings!
            )
            .Instruments[0]
            .Features.Patterns;
        Assert.That(patterns.BattleNavale, Is.EqualTo(new PatternFade(0.5, 10)));
        Assert.That(patterns.PushedOther, Is.EqualTo(new PatternFade(0.1, 3)));
        Assert.That(patterns.Pushed["squeeze"], Is.EqualTo(new PatternFade(0.1, 7)), "what an entry leaves out is as for any other name");
        Assert.That(patterns.Headfake, Is.EqualTo(new PatternFade(0.30, 3)));
    }

    [Test]
    public void A_pattern_named_in_the_settings_sets_that_pattern_and_no_other()
    {
        foreach (var name in PatternNames.All)
        {
            var patterns = PatternSettings.Over(
                new PatternOptions(),
                [
                    new PatternSettings
                    {
                        Name = name,
                        Weight = 0.9,
                        HalfLifeBars = 99,
                    },
                ]
            );
            for (var i = 0; i < PatternNames.Count; i++)
            {
                Assert.That(
                    patterns.Of((PatternKind)i) == new PatternFade(0.9, 99),
                    Is.EqualTo(PatternNames.Of((PatternKind)i) == name),
                    name
                );
            }

            Assert.That(patterns.Pushed, Is.Empty);
        }
    }

    [TestCase("Weight=1.5", "Instruments:0:Patterns:0:Weight = '1.5'", "0 to 1")]
    [TestCase("HalfLifeBars=0", "Instruments:0:Patterns:0:HalfLifeBars = '0'", "1 to 240")]
    [TestCase("HalfLifeBars=3.5", "Instruments:0:Patterns:0:HalfLifeBars = '3.5'", "whole number")]
    [TestCase("Fade=3", "Instruments:0:Patterns:0:Fade", "")]
    public void A_bad_value_of_a_pattern_is_named_with_its_key(string given, string named, string allowed)
    {
        var loaded = Load(
            "no file",
            "--Instruments:0:Name=ES",
            "--Instruments:0:Patterns:0:Name=sweep",
            $"--Instruments:0:Patterns:0:{given}"
        );
        Assert.That(loaded.Problems.Single().ToString(), Does.Contain(named).And.Contain(allowed));
    }

    [TestCase("sweep", "Instruments:0:Patterns:1:Name = 'sweep' (from the command line): each name is given once")]
    [TestCase(
        "My Pattern",
        "Instruments:0:Patterns:1:Name = 'My Pattern' (from the command line): allowed: text, * or 1 to 64 characters of lower_snake_case"
    )]
    public void A_name_that_no_pattern_can_have_or_has_already_is_refused(string name, string message)
    {
        var loaded = Load(
            "no file",
            "--Instruments:0:Name=ES",
            "--Instruments:0:Patterns:0:Name=sweep",
            $"--Instruments:0:Patterns:1:Name={name}"
        );
        Assert.That(loaded.Problems.Single().ToString(), Is.EqualTo(message));
    }

    [Test]
    public void A_pattern_without_a_name_is_refused() =>
        Assert.That(
            Load("no file", "--Instruments:0:Name=ES", "--Instruments:0:Patterns:0:Weight=0.2").Problems.Single().Key,
            Is.EqualTo("Instruments:0:Patterns:0:Name")
        );

    [Test]
    public void Tiers_that_do_not_rise_are_refused()
    {
        var loaded = Load("no file", "--Instruments:0:Name=ES", "--Instruments:0:Tiers:Good=0.33");
        Assert.That(
            loaded.Problems.Single().ToString(),
            Is.EqualTo(
                "Instruments:ES:Tiers (from the command line): each must be above the one before it, not Weak 0.18, Good 0.33, Strong 0.32, Premium 0.38"
            )
        );
    }

    [Test]
    public void An_instrument_given_twice_is_refused()
    {
        var loaded = Load("no file", "--Instruments:0:Name=ES", "--Instruments:1:Name=ES");
        Assert.That(loaded.Problems.Single().Reason, Does.Contain("once"));
    }

    private static SettingsResult<EngineSettings> Load(string file, params string[] arguments) =>
        SettingsLoader.Load<EngineSettings>(new SettingsSources(ProgramSections.Engine, file, NoVariables, arguments));

    private static string Example()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "engine", "MiaIa.Engine.Host", "appsettings.example.json");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("appsettings.example.json is not in the repository");
    }
}
