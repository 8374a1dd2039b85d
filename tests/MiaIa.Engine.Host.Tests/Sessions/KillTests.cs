using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The ways to stop that are no command of the CLI: a file, and the study's button.</summary>
public sealed class KillTests
{
    [Test]
    public async Task Fault_38_A_file_flattens_is_latched_and_keeps_a_resume_from_passing_while_it_lies_there()
    {
        using var folder = new TemporaryFolder();
        var kill = Path.Combine(folder.FullName, "KILL");
        await using (var engine = await RunningEngine.StartAsync(folder.FullName))
        {
            using var study = engine.Study();
            await study.GreetAsync(SampleFrames.Hello());
            await File.WriteAllTextAsync(kill, "the house is on fire\nsecond line");
            var flatten = (await study.NextAsync(Body.Flatten)).Flatten;
            Assert.That((flatten.By, flatten.Reason), Is.EqualTo(("file", "the house is on fire")));
            Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo("flatten, file: the house is on fire"));
            var refused = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
            Assert.That(
                (refused.Halted, refused.Text),
                Is.EqualTo((true, "still halted: the file KILL lies in the journal's folder, remove it first"))
            );
        }

        // It lies there still: another start says it anew, and without it the halt stands until a person lifts it.
        File.Delete(kill);
        await using var after = await RunningEngine.StartAsync(folder.FullName);
        Assert.That((await after.StateAsync()).HaltReason, Is.EqualTo("flatten, file: the house is on fire"));
        Assert.That((await after.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);
    }

    // An Explorer that hides endings makes KILL.txt of what a person calls KILL, and .Txt or kill is as easily typed.
    [TestCase("KILL.txt")]
    [TestCase("Kill.TXT")]
    [TestCase("kill")]
    [TestCase("KILL.txt.txt")]
    public async Task Fault_38_Any_case_and_any_ending_of_the_name_flattens_and_the_one_that_lies_there_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(folder.FullName);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var unfinished = Path.Combine(folder.FullName, "new.KILL");
        await File.WriteAllTextAsync(unfinished, "out");
        File.SetAttributes(unfinished, FileAttributes.Hidden);
        File.Move(unfinished, Path.Combine(folder.FullName, name));
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.Reason, Is.EqualTo("out"));
        Assert.That(
            (await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Text,
            Is.EqualTo($"still halted: the file {name} lies in the journal's folder, remove it first")
        );
        File.Delete(Path.Combine(folder.FullName, name));
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);
    }

    [TestCase("KILLED.txt")]
    [TestCase("skill")]
    [TestCase(".KILL.swp")]
    [TestCase("new.KILL")]
    public void Another_name_is_another_file(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.FullName, name), "");
        Assert.That(new KillFile(folder.FullName).Look(), Is.Null);
        Directory.Delete(folder.FullName, recursive: true);
        Assert.That(new KillFile(folder.FullName).Look(), Is.Null, "no folder at all");
        Directory.CreateDirectory(folder.FullName);
    }

    [Test]
    public async Task Fault_38_A_folder_of_that_name_flattens_too()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(folder.FullName);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        Directory.CreateDirectory(Path.Combine(folder.FullName, "KILL"));
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.Reason, Does.Contain("KILL was found, and cannot be read"));
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.True);
    }

    [Test]
    public async Task Fault_38_What_cannot_be_shown_of_a_kill_file_is_not_its_reason()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(folder.FullName);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var unfinished = Path.Combine(folder.FullName, "new.KILL");
        await File.WriteAllBytesAsync(unfinished, [0, 1, 2, 0xFF, 0xFE, 7, 27]);
        File.Move(unfinished, Path.Combine(folder.FullName, "KILL"));
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.Reason, Does.EndWith("KILL was found"));
    }

    [TestCase(true, "flatten, study of ES: button")]
    [TestCase(false, "study of ES: button")]
    public async Task Fault_38_The_studys_button_is_latched_and_a_replay_halts_too(bool flattens, string said)
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await RunningEngine.StartAsync(folder.FullName))
        {
            using var study = engine.Study();
            using var other = engine.Study();
            await study.GreetAsync(SampleFrames.Hello());
            var nq = SampleFrames.Hello(epoch: 9, instrument: "NQ");
            nq.Hello.TickValueUsd = 5;
            await other.GreetAsync(nq);
            await study.SendAsync(
                new StudyFrame
                {
                    Epoch = 7,
                    Counter = 1,
                    StudySwitch = new StudySwitch { Flatten = flattens, Reason = "button" },
                }
            );
            await study.NextAsync(flattens ? Body.Flatten : Body.Halt);
            await other.NextAsync(flattens ? Body.Flatten : Body.Halt);
            Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo(said));
        }

        await using var after = await RunningEngine.StartAsync(folder.FullName);
        Assert.That((await after.StateAsync()).HaltReason, Is.EqualTo(said));
    }
}
