using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>The framework alone would end with 0, and neither systemd nor Windows would start the engine again.</summary>
public sealed class BackgroundFaultTests
{
    [TestCase("EngineRunner.Tick")]
    [TestCase("AlertWatch.Look")]
    public async Task A_fault_in_a_background_part_ends_the_process_with_1_and_its_cause(string part)
    {
        using var folder = new TemporaryFolder();
        using var engine = EngineProcess.StartFailingIn(part, "--Port=0", $"--Journal:Directory={folder.File("journal")}");
        var (exitCode, error) = await engine.EndAsync();
        Assert.That(exitCode, Is.EqualTo(1), error);
        Assert.That(error, Does.Contain("the engine cannot go on").And.Contain($"made up in {part}"));
    }
}
