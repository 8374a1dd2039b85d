using System.Diagnostics;
using MiaIa.Cli.Demo;

namespace MiaIa.Cli.Tests.Demo;

/// <summary><c>tools/run --help</c>, which a person asks for before anything is built.</summary>
public sealed class RunHelpTests
{
    [Test]
    [Platform(Exclude = "Win", Reason = "tools/run is for Linux")]
    public async Task It_names_every_option_and_needs_nothing_that_is_built()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "MiaIa.Bridge.sln")))
            root = root.Parent;
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, WorkingDirectory = root.FullName };
        start.ArgumentList.Add("tools/run");
        start.ArgumentList.Add("--help");
        // Neither dotnet nor a compiler is to be found.
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = Path.GetTempPath();
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await run.WaitForExitAsync();
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(
            new DemoArguments().All.Select(option => option.Name).Where(name => !said.Contains(name, StringComparison.Ordinal)),
            Is.Empty
        );
        Assert.That(said, Does.Not.Contain("Building"));
    }
}
