using System.Diagnostics;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>install.ps1 as PowerShell runs it, over the built <c>miaia</c>.</summary>
public sealed class InstallScriptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Test]
    public async Task Sets_up_and_takes_back_what_miaia_setup_would()
    {
        using var package = new UnpackedPackage();
        var before = package.Everything;
        PutScriptAndProgram(package);
        var (exitCode, output) = await RunAsync(package, "-Sierra", package.Sierra, "-DataFolder", package.Beside("days"));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(output, Does.Contain("1 of 5").And.Contain("5 of 5"));
        Assert.That(File.ReadAllText(package.Study), Is.EqualTo(UnpackedPackage.StudyText));

        (exitCode, output) = await RunAsync(package);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(output, Does.Contain($"Sierra Chart in {package.Sierra}"));

        (exitCode, output) = await RunAsync(package, "-Undo");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(File.Exists(package.Study), Is.False);
        Assert.That(AccessTokens.Open(Path.Combine(package.Beside("local"), "MiaIa"), AccessRole.Operate), Is.Not.Null);
        Assert.That(before, Has.Count.GreaterThan(0).And.All.Matches<string>(file => package.Everything.Contains(file)));
    }

    [Test]
    public async Task Hands_on_the_exit_code_and_the_sentence_of_a_refusal()
    {
        using var package = new UnpackedPackage(sierraVersion: 1903);
        PutScriptAndProgram(package);
        var (exitCode, output) = await RunAsync(package, "-Sierra", package.Sierra, "-DataFolder", package.Beside("days"));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain("version 1903"));
    }

    // As a person types it into PowerShell, which takes two dashes for a value there.
    [TestCase("--sierra SC")]
    [TestCase("-Sierra SC --data Days")]
    [TestCase("--undo")]
    [TestCase("-Siera SC")]
    public async Task Refuses_what_it_does_not_know_and_says_what_it_takes(string given)
    {
        using var package = new UnpackedPackage();
        PutScriptAndProgram(package);
        var (exitCode, output) = await ShellAsync(package, "-Command", $"& '{ScriptOf(package)}' {given}; exit $LASTEXITCODE");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadSettings), output);
        Assert.That(output, Does.Contain("takes -Sierra FOLDER, -DataFolder FOLDER and -Undo, with one dash. Nothing was changed."));
        Assert.That(File.Exists(package.Study), Is.False);
    }

    [Test]
    public async Task A_backslash_at_the_end_of_a_folder_does_not_reach_the_program()
    {
        using var package = new UnpackedPackage();
        PutScriptAndProgram(package);
        var (exitCode, output) = await RunAsync(package, "-Sierra", package.Sierra + "\\", "-DataFolder", package.Beside("days") + "\\");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(output, Does.Contain($"Sierra Chart in {package.Sierra}, version"));
        Assert.That(Directory.Exists(package.Beside("days")));
    }

    [Test]
    public async Task Says_so_when_it_stands_alone()
    {
        using var package = new UnpackedPackage();
        PutScriptAndProgram(package);
        Directory.Delete(Path.Combine(package.Package, "cli"));
        var (exitCode, output) = await RunAsync(package);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain("unpack the whole package"));
    }

    private static void PutScriptAndProgram(UnpackedPackage package)
    {
        var script = Path.Combine(UnpackedPackage.Root(), "tools", "packaging", "windows", "install.ps1");
        File.Copy(script, ScriptOf(package));
        Directory.CreateSymbolicLink(Path.Combine(package.Package, "cli"), AppContext.BaseDirectory);
    }

    private static string ScriptOf(UnpackedPackage package) => Path.Combine(package.Package, "install.ps1");

    private static Task<(int ExitCode, string Output)> RunAsync(UnpackedPackage package, params string[] arguments) =>
        ShellAsync(package, ["-File", ScriptOf(package), .. arguments]);

    private static async Task<(int ExitCode, string Output)> ShellAsync(UnpackedPackage package, params string[] arguments)
    {
        string[] all = ["tool", "run", "pwsh", "-NoProfile", "-NonInteractive", .. arguments];
        var start = new ProcessStartInfo("dotnet", all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = UnpackedPackage.Root(),
        };
        // Where the folder for local program files is, of which MiaIa is the user's.
        start.Environment["XDG_DATA_HOME"] = package.Beside("local");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output + await error);
    }
}
