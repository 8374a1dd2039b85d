using MiaIa.Hosting.Settings;

namespace MiaIa.Hosting.Tests;

public sealed class SettingsResultTests
{
    [Test]
    public void Help_names_every_setting_with_doc_unit_range_default_and_present_source()
    {
        var help = Load("--help", "--Port=99", "--Journal=j").HelpText!;
        Assert.That(
            help.ReplaceLineEndings("\n"),
            Does.Contain(
                "--CoverageFloor=<number, above 0 to 1>\n      Share of the score that must be valid (share).\n      default: 0.7; now: as default"
            )
        );
        Assert.That(help, Does.Contain("<whole number, 0 to 65535>").And.Contain("default: 50551; now: 99 (from the command line)"));
        Assert.That(help, Does.Contain("--Tls:HandshakeMs=<whole number, 1 to 60000>"));
        Assert.That(help, Does.Contain("--Instruments:<Name>:TickSizePoints=<number, 0.0001 to 1000>"));
        Assert.That(help, Does.Contain("MIAIA__ENGINE__KEY"));
    }

    [Test]
    public void Help_names_the_defaults_of_each_instrument_and_what_is_set_of_one()
    {
        var help = Load("--help", "--Journal=j", "--Instruments:mes:BaseContracts=5").HelpText!.ReplaceLineEndings("\n");
        Assert.That(help, Does.Contain("default: ES 1, MES 10; now: MES 5 (from the command line)"));
        Assert.That(help, Does.Contain("default: 0.25; now: as default"), "what all have alike is said once");
    }

    [Test]
    public void Help_is_shown_and_the_program_ends_well_even_when_settings_are_wrong()
    {
        var (output, error, exitCode) = Use(Load("--help", "--Nope=1"));
        Assert.That((output.Length > 0, error, exitCode), Is.EqualTo((true, "", ExitCodes.Ok)));
    }

    [Test]
    public void Problems_go_to_the_error_writer_and_the_exit_code_is_2()
    {
        var (output, error, exitCode) = Use(Load("--Port=x", "--Nope=1"));
        Assert.That((output, exitCode), Is.EqualTo(("", 2)));
        Assert.That(
            error,
            Does.StartWith("3 problems with the settings:").And.Contain("  Nope ").And.Contain("  Port = 'x'").And.Contain("  Journal ")
        );
    }

    [Test]
    public void Good_settings_are_handed_out()
    {
        Assert.That(Load("--Journal=j").TryUse(TextWriter.Null, TextWriter.Null, out var settings, out _), Is.True);
        Assert.That(settings!.Journal, Is.EqualTo("j"));
    }

    [Test]
    public void A_check_prints_the_settings_in_force_which_load_as_the_same()
    {
        var (output, error, exitCode) = Use(
            Load(SettingsSources.CheckArgument, "--Port=99", "--Journal=j", "--Instruments:mes:BaseContracts=5")
        );
        Assert.That((error, exitCode), Is.EqualTo(("", ExitCodes.Ok)));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, output);
            var again = SettingsLoader.Load<SampleSettings>(
                new SettingsSources("Engine", file, new Dictionary<string, string>(), [SettingsSources.CheckArgument])
            );
            Assert.That(again.Problems, Is.Empty);
            Assert.That(again.Settings!.Port, Is.EqualTo(99));
            Assert.That(Use(again).Output, Is.EqualTo(output));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void A_check_of_bad_settings_tells_the_problems_and_ends_with_2()
    {
        var (output, error, exitCode) = Use(Load(SettingsSources.CheckArgument, "--Journal=j", "--Port=x"));
        Assert.That((output, exitCode), Is.EqualTo(("", ExitCodes.BadSettings)));
        Assert.That(error, Does.Contain("Port = 'x'"));
    }

    [Test]
    public void A_secret_is_never_printed()
    {
        const string Secret = "hunter2";
        var good = Load("--help", "--Journal=j", $"--Token={Secret}");
        var misspelt = Load("--Journal=j", $"--Tokn={Secret}");
        var bare = Load("--Journal=j", $"Token={Secret}");
        var printed = good.HelpText + Use(misspelt).Error + Use(bare).Error;
        Assert.That(printed, Does.Not.Contain(Secret));
        Assert.That(good.HelpText, Does.Contain("now: (secret) (from the command line)"));
    }

    private static (string Output, string Error, int ExitCode) Use(SettingsResult<SampleSettings> result)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.That(result.TryUse(output, error, out _, out var exitCode), Is.False);
        return (output.ToString(), error.ToString(), exitCode);
    }

    private static SettingsResult<SampleSettings> Load(params string[] args) =>
        SettingsLoader.Load<SampleSettings>(new SettingsSources("Engine", "no such file.json", new Dictionary<string, string>(), args));
}
