using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;
using MiaIa.Tests.Tls;

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
        Assert.That(Directory.GetFileSystemEntries(_folder.FullName), Is.Empty, "a start that is refused leaves no journal");
        Assert.That(error, Does.Contain($"{key} (from the command line): {said.Trim()}"));
    }

    [Test]
    public async Task A_name_of_the_page_that_its_certificate_does_not_have_is_refused_by_check_and_start()
    {
        using var made = new TestCertificates();
        var (certificate, key) = made.Server();
        string[] elsewhere =
        [
            "--Page:Address=0.0.0.0",
            $"--Tls:Certificate={certificate}",
            $"--Tls:Key={key}",
            "--Page:Hosts:0=engine.example",
            "--Page:Hosts:1=other.example",
        ];
        const string Said = "other.example is not a name of the certificate";
        var (checkedCode, error) = await RunAsync([.. elsewhere, SettingsSources.CheckArgument]);
        Assert.That(checkedCode, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain(Said));
        var (startedCode, said) = await RunAsync(elsewhere);
        Assert.That(startedCode, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(said, Does.Contain(Said));
        Assert.That(Directory.GetFileSystemEntries(_folder.FullName), Is.Empty, "a start that is refused leaves no journal");
        Assert.That(await RunAsync([.. elsewhere[..^1], SettingsSources.CheckArgument]), Is.EqualTo((ExitCodes.Ok, "")));
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
