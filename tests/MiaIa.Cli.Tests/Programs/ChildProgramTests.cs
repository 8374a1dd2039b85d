using MiaIa.Cli.Demo;
using MiaIa.Cli.Programs;

namespace MiaIa.Cli.Tests.Programs;

/// <summary>The child is this repository's own <c>miaia</c>, so that the tests run wherever it does.</summary>
public sealed class ChildProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Miaia = Path.Combine(AppContext.BaseDirectory, "miaia.dll");

    // A Process loses what waits for its end when several threads begin to wait at once.
    [Test]
    public async Task All_that_wait_for_its_end_learn_of_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("sh is a program of Unix");
        for (var i = 0; i < 20; i++)
        {
            // It says its last word a moment before it ends.
            var script = "trap 'exec >&- 2>&-; sleep 0.01; exit 0' TERM; echo ready: now; while :; do sleep 0.01; done";
            await using var child = ChildProgram.Start("sleeper", "sh", ["-c", script], static _ => { }, null);
            var exits = Enumerable.Range(0, 2_000).Select(_ => child.Exited).ToArray();
            await child.WaitUntilReadyAsync(Patience, CancellationToken.None);
            Assert.That(await child.StopAsync(Patience), Is.True, $"round {i}: it ended, and nobody noticed");
            await Task.WhenAll(exits).WaitAsync(Patience);
        }
    }

    [Test]
    public async Task A_program_that_ends_before_it_is_ready_is_told_with_exit_code_and_last_lines()
    {
        await using var child = ChildProgram.Start("engine", Miaia, ["synth", "--minutes", "0", "--out", "x"], static _ => { }, null);
        var fault = await Assert.ThrowsAsync<ProgramException>(() =>
            child.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), CancellationToken.None)
        );
        Assert.That(fault!.Message, Does.Contain("engine ended with exit code 2 before it was ready").And.Contain("--minutes = '0'"));
    }

    [Test]
    public async Task A_program_that_is_never_ready_is_given_up_after_the_bound_and_stopped()
    {
        await using var child = ChildProgram.Start("engine", Miaia, ["watch", "--address", "http://192.0.2.1:9"], static _ => { }, null);
        var fault = await Assert.ThrowsAsync<ProgramException>(() =>
            child.WaitUntilReadyAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None)
        );
        Assert.That(fault!.Message, Does.Contain("engine was not ready within 0 s").Or.Contain("ended with exit code"));
        await child.StopAsync(TimeSpan.FromMinutes(2));
        Assert.That(child.Exited.Wait(TimeSpan.FromMinutes(2)), Is.True);
    }

    [Test]
    public async Task Its_lines_are_handed_over_in_order_and_its_exit_code_kept()
    {
        var lines = new List<string>();
        await using var child = ChildProgram.Start("cli", Miaia, ["synth", "--help"], lines.Add, null);
        Assert.That(await child.Exited, Is.Zero);
        Assert.That(lines[0], Does.StartWith("Description:"));
        Assert.That(lines.Any(line => line.Contains("--seed")), Is.True);
    }

    [Test]
    public void A_program_that_is_not_there_is_named() =>
        Assert.That(
            () => ChildProgram.Start("stand-in", Path.Combine(AppContext.BaseDirectory, "no-such-program"), [], static _ => { }, null),
            Throws.TypeOf<ProgramException>().With.Message.Contains("stand-in").And.Message.Contains("no-such-program")
        );

    // It takes the variable away that names the C++ build, so nothing may run beside it.
    [TestCase(true), TestCase(false)]
    [NonParallelizable]
    public void Missing_programs_are_all_listed_with_the_command_that_builds_them_and_outside_a_source_tree_that_is_said_once(bool isTree)
    {
        const string Variable = "MIAIA_STUDY_BUILD";
        var folder = Directory.CreateTempSubdirectory("miaia-cli-");
        var named = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, null);
            if (isTree)
                File.WriteAllText(Path.Combine(folder.FullName, "MiaIa.Bridge.sln"), "");
            Assert.That(ProgramPaths.Find(new DemoOptions(), folder.FullName, out var missing), Is.Null);
            if (isTree)
            {
                Assert.That(missing, Has.Count.EqualTo(4));
                Assert.That(missing[0], Does.StartWith("--engine: not found at ").And.Contain("dotnet build engine/MiaIa.Engine.Host"));
            }
            else
            {
                Assert.That(missing, Has.Count.EqualTo(1));
                Assert.That(missing[0], Does.StartWith("demo plays from a built source tree").And.Not.Contain("dotnet build"));
                Assert.That(ProgramPaths.Find(new DemoOptions { HostPath = "no-host" }, folder.FullName, out missing), Is.Null);
                Assert.That(missing, Has.Count.EqualTo(2).And.Some.StartsWith("--host: not found at no-host"));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, named);
            folder.Delete(recursive: true);
        }
    }
}
