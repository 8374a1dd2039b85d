using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Host.Tests;

/// <summary>A check of the settings refuses what the start would refuse, in its words, and leaves nothing behind.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StartFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("Tls", "--Tls:Certificate=no-such-file.pem")]
    [TestCase("Alerts", "--Alerts:Discord:Enabled=true")]
    [TestCase("Alerts", "--Alerts:Discord:Enabled=true", "--Alerts:Discord:Url=http://hooks.example.org/T0")]
    public async Task A_check_says_what_the_start_says(string key, params string[] arguments)
    {
        var (code, error) = await RunAsync([.. arguments, SettingsSources.CheckArgument]);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(Directory.GetFileSystemEntries(_folder.FullName), Is.Empty);
        var (ofStart, said) = await RunAsync(arguments);
        Assert.That(ofStart, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(said.Trim(), Is.Not.Empty);
        Assert.That(error, Does.Contain($"{key} (from the command line): {said.Trim()}"));
    }

    [Test]
    public async Task A_check_of_the_defaults_finds_nothing() =>
        Assert.That(await RunAsync([SettingsSources.CheckArgument]), Is.EqualTo((ExitCodes.Ok, "")));

    private async Task<(int Code, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] own =
        [
            "--Port=0",
            $"--CredentialsFolder={_folder.File("credentials")}",
            $"--Journal:Directory={_folder.File("journal")}",
            "--Options:HistoryFolder=",
            "--Log:Folder=",
        ];
        var sources = new SettingsSources(ProgramSections.Engine, "no file", new Dictionary<string, string>(), [.. own, .. arguments]);
        var code = await EngineProgram.RunAsync(sources, output, error, CancellationToken.None);
        return (code, error.ToString());
    }
}
