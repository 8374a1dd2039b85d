using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

public sealed class DiskFullTests
{
    [Test]
    public async Task A_full_disk_halts_the_engine_acknowledges_nothing_and_loses_nothing_once_there_is_room()
    {
        var file = new FaultyFile();
        await using var engine = await RunningEngine.StartAsync(createSegment: _ => file);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await study.AckedAsync(1);

        file.BytesLeft = 0;
        await study.SendAsync(SampleFrames.Trades(counter: 2));
        var halt = (await study.NextAsync(Body.Halt)).Halt;
        Assert.That(halt.Reason, Does.Contain("No space left on device"));
        Assert.That((await engine.StateAsync()).Halted, Is.True);
        var why = (await engine.InstrumentAsync()).Trading.Reason;
        Assert.That(why, Does.Match("(^|, )engine: the journal cannot be written: .*No space left on device").And.Not.Contains("person"));
        await study.SendAsync(SampleFrames.Trades(counter: 3));
        var resume = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(resume.Halted, Is.True);
        Assert.That(resume.Text, Does.Contain("No space left on device"));
        Assert.That(study.Heard.Where(f => f.BodyCase == Body.Ack).Select(f => f.Ack.Counter), Is.All.LessThan(2UL));

        await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        await study.NextAsync(Body.Flatten);

        // A command writes what waits, so that the journal works again when it has answered. Whether frame 2 was taken before the
        // disk was found full, or let go because a clock tick found it first, the study sends again what was not acknowledged.
        file.BytesLeft = long.MaxValue;
        await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "checking the disk" });
        Assert.That((await engine.InstrumentAsync()).Trading.Reason, Does.EndWith("person"));
        await study.SendAsync(SampleFrames.Trades(counter: 2), SampleFrames.Trades(counter: 3), SampleFrames.Trades(counter: 4));
        await study.AckedAsync(4);
        Assert.That((await engine.InstrumentAsync()).TradeRecords, Is.EqualTo(12));
        Assert.That((await engine.StateAsync()).Halted, Is.True, "room on the disk is no reason to trade again");
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);

        await engine.DisposeAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("000001-20260101T000000Z.journal"), file.ToArray());
        var replay = ReplayOf.Folder(folder.FullName);
        Assert.That(replay.Step.FindInstrument("ES")!.Core.Counters.TradeRecords, Is.EqualTo(12));
        Assert.That(replay.Totals.Difference, Is.Null);
        Assert.That(replay.Totals.EndsConfirmed, Is.EqualTo(1));
    }

    [Test]
    public async Task A_device_that_fails_to_sync_halts_the_engine_for_good()
    {
        var file = new FaultyFile();
        await using var engine = await RunningEngine.StartAsync(createSegment: _ => file, fsync: FsyncPolicy.EveryDrain);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        file.IsSyncFailing = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        Assert.That((await study.NextAsync(Body.Halt)).Halt.Reason, Does.Contain("the device failed"));

        file.IsSyncFailing = false;
        var resume = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(resume.Halted, Is.True);
        Assert.That(study.Heard, Has.None.Matches<EngineFrame>(f => f!.BodyCase == Body.Ack));
    }
}
