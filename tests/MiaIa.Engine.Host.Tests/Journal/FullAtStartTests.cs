using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>Fault 47: a disk that is full when the engine starts. It starts halted, lets exits pass, and loses nothing.</summary>
public sealed class FullAtStartTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Fault_47_Where_a_torn_tail_cannot_be_kept_nothing_is_cut_until_it_can()
    {
        await using (var before = await RunningEngine.StartAsync(_folder.FullName))
        {
            using var study = before.Study();
            await study.GreetAsync(SampleFrames.Hello());
            await study.SendAsync(SampleFrames.Trades(counter: 1));
            await study.AckedAsync(1);
        }

        var torn = Directory.GetFiles(_folder.FullName, "*.journal").Single();
        var sound = new FileInfo(torn).Length;
        await File.AppendAllTextAsync(torn, "torn");
        // A folder of the copy's name stands for the disk that has no room for it.
        var copy = $"{torn}.cut-at-{sound}";
        Directory.CreateDirectory(copy);
        await using (var engine = await RunningEngine.StartAsync(_folder.FullName))
        {
            Assert.That((await engine.StateAsync()).HaltReason, Does.StartWith("engine: the journal cannot be written"));
            Assert.That(new FileInfo(torn).Length, Is.EqualTo(sound + 4), "nothing is cut that is not kept");
            Assert.That(Directory.GetFiles(_folder.FullName, "*.journal"), Has.Length.EqualTo(1), "and no segment follows a torn one");
            using var study = engine.Study();
            await study.GreetAsync(SampleFrames.Hello(epoch: 8));
            await study.NextAsync(Body.Halt);
            await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
            await study.NextAsync(Body.Flatten);
            Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.True);

            Directory.Delete(copy);
            await ResumedAsync(engine);
            await study.SendAsync(SampleFrames.Trades(epoch: 8, counter: 1));
            await study.AckedAsync(1);
        }

        Assert.That(await File.ReadAllTextAsync(copy), Is.EqualTo("torn"));
        var replay = ReplayOf.Folder(_folder.FullName);
        Assert.That(replay.Step.FindInstrument("ES")!.Core.Counters.TradeRecords, Is.EqualTo(6));
        Assert.That(replay.Totals.Difference, Is.Null);
    }

    [Test]
    public async Task Fault_47_Where_neither_segment_nor_latch_can_be_made_it_starts_halted_and_makes_both_later()
    {
        var latch = _folder.File(HaltLatch.FileName);
        // The latch is made under this name first.
        Directory.CreateDirectory(latch + ".new");
        var isFull = true;
        await using var engine = await RunningEngine.StartAsync(
            _folder.FullName,
            createSegment: path => isFull ? throw new IOException("No space left on device") : DiskSegmentFile.Create(path)
        );
        var reply = await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "x" });
        Assert.That(reply.Text, Does.Contain("ONLY UNTIL THE ENGINE ENDS").And.Contain("No space left on device"));
        Assert.That(Directory.GetFiles(_folder.FullName, "*.journal"), Is.Empty);

        Directory.Delete(latch + ".new");
        isFull = false;
        using (var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2)))
        {
            while (!File.Exists(latch))
                await Task.Delay(50, limit.Token);
        }

        await ResumedAsync(engine);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await study.AckedAsync(1);
        await engine.DisposeAsync();
        var replay = ReplayOf.Folder(_folder.FullName);
        Assert.That((replay.Step.IsHalted, replay.Totals.Difference), Is.EqualTo((false, (string?)null)));
        Assert.That(replay.Step.FindEpoch(7)!.Expected, Is.EqualTo(2));
    }

    // A tick finds that there is room again.
    private static async Task ResumedAsync(RunningEngine engine)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted)
            await Task.Delay(500, limit.Token);
    }
}
