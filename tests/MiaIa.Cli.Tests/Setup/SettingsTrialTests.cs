using MiaIa.Cli.Programs;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>Setup never ends well over settings that the programs of its package refuse.</summary>
[Platform(Exclude = "Win", Reason = "a link to a program needs a right there")]
public sealed class SettingsTrialTests
{
    private const string Limit = "\"DailyLossLimitUsd\": 2000";

    [TestCase("\"GoneSetting\": 5", "Account:GoneSetting", "unknown key")]
    [TestCase("\"DailyLossLimitUsd\": \"2,000\"", "Account:DailyLossLimitUsd = '2,000'", "allowed: ")]
    public async Task What_came_along_and_does_not_fit_is_named_before_anything_is_changed(string line, string key, string why)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Replace(package.EngineSettings, Limit, line);
        var old = package.EngineSettings;
        package.Unpack("newer");
        PutPrograms(package);
        await RefusedAsync(package, old, key, why);
    }

    [Test]
    public async Task Settings_that_stay_are_looked_at_too()
    {
        using var package = new UnpackedPackage();
        PutPrograms(package);
        await package.SetUpAsync();
        Replace(package.BridgeSettings, "\"StudyEndpoint\": \"tcp:", "\"StudyEndpoint\": \"udp:");
        await RefusedAsync(package, package.BridgeSettings, "StudyEndpoint", "udp:");
    }

    [Test]
    public async Task Settings_that_the_programs_take_are_written()
    {
        using var package = new UnpackedPackage();
        PutPrograms(package);
        Assert.That(await package.SetUpAsync(), Does.Contain("Done.").And.Not.Contain("could not be checked"));
        Replace(package.EngineSettings, Limit, "\"DailyLossLimitUsd\": 450");
        Assert.That(await package.SetUpAsync(), Does.Contain("is yours and stays as it is").And.Not.Contain("could not be checked"));
    }

    [Test]
    public async Task A_program_that_cannot_be_asked_is_named()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(Path.Combine(package.Package, "engine", "MiaIa.Engine.Host"), "a program");
        Assert.That(await package.SetUpAsync(), Does.Contain("settings of the engine could not be checked: "));
    }

    private static void PutPrograms(UnpackedPackage package)
    {
        foreach (var (part, project) in new[] { ("engine", "MiaIa.Engine.Host"), ("bridge", "MiaIa.Bridge") })
        {
            var built = Path.ChangeExtension(BuiltHere.AssemblyOf(AppContext.BaseDirectory, part, project), null);
            File.CreateSymbolicLink(Path.Combine(package.Package, part, project), built);
        }
    }

    private static async Task RefusedAsync(UnpackedPackage package, params string[] said)
    {
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync("--sierra", package.Sierra);
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")), error);
        foreach (var text in said.Append("Nothing was changed"))
            Assert.That(error, Does.Contain(text));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    private static void Replace(string file, string old, string replacement)
    {
        var text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
