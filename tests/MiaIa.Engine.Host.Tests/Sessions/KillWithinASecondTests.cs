using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>Every way to kill, by a clock that the test alone moves: a second at most until the studies hear it, and it is on the disk by then.</summary>
public sealed class KillWithinASecondTests
{
    private static readonly DateTimeOffset Noon = new(2023, 6, 29, 16, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // The CLI and the page are callers of the one method, under their names.
    [TestCase("cli")]
    [TestCase("grpc")]
    [TestCase("web")]
    [TestCase("study")]
    [TestCase("file")]
    public async Task Fault_38_A_kill_is_heard_within_a_second_and_latched_on_the_disk_whoever_says_it(string way)
    {
        using var folder = new TemporaryFolder();
        var time = new HeldTime(Noon);
        await using var engine = await RunningEngine.StartAsync(folder.FullName, time: time);
        using var study = engine.Study();
        using var other = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var nq = SampleFrames.Hello(epoch: 9, instrument: "NQ");
        nq.Hello.TickValueUsd = 5;
        await other.GreetAsync(nq);

        var began = time.Passed;
        var heard = other.NextAsync(Body.Flatten);
        var said = SayAsync(way, engine, study, folder.FullName);
        while (!heard.IsCompleted && time.Passed - began <= TimeSpan.FromSeconds(1))
        {
            time.Move(Step);
            // The clock stands meanwhile: how fast this machine is does not count.
            await Task.WhenAny(heard, Task.Delay(2_000));
        }

        Assert.That(heard.IsCompleted, "nothing was heard within a second");
        Assert.That((await heard).Flatten.Reason, Is.EqualTo("on fire"));
        await said;
        // Studies hear it before the device has it; no time goes by until then.
        var latch = Path.Combine(folder.FullName, "halt.latch");
        Assert.That(() => File.ReadAllText(latch), Does.Contain("killed\nflatten, ").And.Contain("on fire").After(60_000, 20));
        Assert.That(time.Passed - began, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    private static async Task SayAsync(string way, RunningEngine engine, ScriptedStudy study, string folder)
    {
        switch (way)
        {
            case "file":
                // In one go: a file that is looked at while it is written has no reason yet.
                await File.WriteAllTextAsync(Path.Combine(folder, "new.KILL"), "on fire\n");
                File.Move(Path.Combine(folder, "new.KILL"), Path.Combine(folder, "KILL"));
                break;
            case "study":
                await study.SendAsync(
                    new StudyFrame
                    {
                        Epoch = 7,
                        Counter = 1,
                        StudySwitch = new StudySwitch { Flatten = true, Reason = "on fire" },
                    }
                );
                break;
            default:
                Assert.That((await engine.Client.FlattenAsync(new FlattenRequest { By = way, Reason = "on fire" })).Halted);
                break;
        }
    }
}
