using MiaIa.Engine.Host.Tests.Processes;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>Fault 66: a halt on a full disk.</summary>
public sealed class HaltLatchTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(false, TestName = "Fault_66_A_halt_on_a_full_disk_is_held_and_never_called_journalled")]
    [TestCase(true, TestName = "Fault_66_A_flatten_on_a_full_disk_is_held_and_never_called_journalled")]
    public async Task A_halt_on_a_full_disk(bool isFlatten)
    {
        FullDisk? disk = null;
        await using var engine = await RunningEngine.StartAsync(_folder.File("journal"), createSegment: path => disk = new FullDisk(path));
        disk!.IsFull = true;
        var reply = isFlatten
            ? await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "margin call" })
            : await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "margin call" });
        Assert.That(reply.Halted, Is.True);
        Assert.That(reply.Text, Does.Contain("latched on the disk, not journalled: No space left on device"));

        var left = Left();
        await using (var next = await RunningEngine.StartAsync(left))
            Assert.That((await next.StateAsync()).HaltReason, Does.EndWith("cli: margin call"));

        await using var third = await RunningEngine.StartAsync(left);
        Assert.That((await third.StateAsync()).HaltReason, Does.EndWith("cli: margin call"), "and it stays, by the journal too");
        Assert.That(
            (await third.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Text,
            Is.EqualTo("REDUCING; no entry yet: no study is attached")
        );
        await third.DisposeAsync();
        await using var fourth = await RunningEngine.StartAsync(left);
        Assert.That((await fourth.StateAsync()).Halted, Is.False, "what was resumed is resumed");
    }

    [Test]
    public async Task Fault_66_A_kill_while_the_latch_says_halted_is_a_kill_at_the_next_start()
    {
        FullDisk? disk = null;
        await using var engine = await RunningEngine.StartAsync(_folder.File("journal"), createSegment: path => disk = new FullDisk(path));
        disk!.IsFull = true;
        Assert.That((await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "stop" })).Halted, Is.True);
        await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        var left = Left();
        await using (var next = await RunningEngine.StartAsync(left))
        {
            Assert.That((await next.StateAsync()).HaltReason, Is.EqualTo("flatten, cli: out"));
            Assert.That((await next.InstrumentAsync()).Trading.Reason, Is.EqualTo("kill, person"));
            Assert.That(
                (await next.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Text,
                Is.EqualTo("REDUCING; no entry yet: no study is attached")
            );
        }

        await using var third = await RunningEngine.StartAsync(left);
        Assert.That((await third.InstrumentAsync()).Trading.Reason, Does.Not.Contain("kill"), "what was resumed is resumed");
    }

    [Test]
    public async Task Fault_66_Where_neither_latch_nor_journal_can_be_written_the_answer_says_so_and_the_latch_is_tried_again()
    {
        FullDisk? disk = null;
        var latch = new FaultyFile { BytesLeft = 0 };
        await using var engine = await RunningEngine.StartAsync(
            _folder.FullName,
            createSegment: path => disk = new FullDisk(path),
            openLatch: _ => latch
        );
        disk!.IsFull = true;
        var reply = await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "x" });
        Assert.That(reply.Text, Does.Contain("ONLY UNTIL THE ENGINE ENDS"));
        latch.BytesLeft = long.MaxValue;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (latch.ToArray().Length == 0)
            await Task.Delay(50, limit.Token);
        disk.IsFull = false;
        latch.BytesLeft = 0;
        await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "y" });
        var resume = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That((resume.Halted, resume.Text), Is.EqualTo((true, "still halted: the latch cannot be cleared, No space left on device")));
    }

    [Test]
    public async Task A_halt_that_only_the_journal_of_an_older_engine_knows_is_latched_at_the_next_start()
    {
        var latch = _folder.File(HaltLatch.FileName);
        await using (var older = await RunningEngine.StartAsync(_folder.FullName))
            await older.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "x" });
        File.Delete(latch);
        await using (var next = await RunningEngine.StartAsync(_folder.FullName))
            Assert.That((await next.StateAsync()).HaltReason, Is.EqualTo("cli: x"));
        using var kept = HaltLatch.Open(_folder.FullName);
        Assert.That(kept.Reason, Is.EqualTo("cli: x"));
    }

    [Test]
    public async Task A_latch_that_cannot_be_read_halts_until_resume()
    {
        await File.WriteAllTextAsync(_folder.File(HaltLatch.FileName), "damaged");
        await using (var engine = await RunningEngine.StartAsync(_folder.FullName))
        {
            Assert.That((await engine.StateAsync()).HaltReason, Does.Contain("counts as one"));
            Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);
        }

        await using var next = await RunningEngine.StartAsync(_folder.FullName);
        Assert.That((await next.StateAsync()).Halted, Is.False);
    }

    [Test]
    [Platform(Include = "Linux", Reason = "a limit of the length of files stands for the full disk")]
    public async Task Fault_66_Halted_where_no_file_may_grow_and_killed_it_is_halted_at_the_next_start()
    {
        var directory = _folder.File("journal");
        using (var engine = EngineProcess.StartWhereFilesEndAt(kibibytes: 8, "--Port=0", $"--Journal:Directory={directory}"))
        {
            using var channel = TestAccess.Channel(await engine.ReadyAsync());
            using var study = new ScriptedStudy(channel);
            await study.GreetAsync(SampleFrames.Hello());
            await study.SendAsync([.. Enumerable.Range(1, 200).Select(counter => SampleFrames.Trades(counter: (ulong)counter))]);
            await study.NextAsync(EngineFrame.BodyOneofCase.Halt);
            var reply = await new V1.Engine.EngineClient(channel).HaltAsync(new HaltRequest { By = "cli", Reason = "out" });
            Assert.That(reply.Text, Does.Contain("cli: out; latched on the disk, not journalled"));
            engine.KillAtOnce();
            await engine.EndAsync();
        }

        Assert.That(new FileInfo(Directory.GetFiles(directory, "*.journal").Single()).Length, Is.LessThanOrEqualTo(8 * 1024));
        using var next = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        using var view = TestAccess.Channel(await next.ReadyAsync());
        Assert.That((await new V1.Engine.EngineClient(view).GetStateAsync(new GetStateRequest())).Halted, Is.True);
    }

    // As after kill -9: what the disk holds at this moment, and then an engine with room.
    private string Left()
    {
        var left = _folder.File("left");
        Directory.CreateDirectory(left);
        foreach (var file in Directory.GetFiles(_folder.File("journal")).Where(file => Path.GetExtension(file) is not (".lock" or ".tmp")))
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        return left;
    }

    private sealed class FullDisk(string path) : ISegmentFile
    {
        private readonly DiskSegmentFile _file = DiskSegmentFile.Create(path);

        internal bool IsFull { get; set; }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            _file.Write(IsFull ? bytes[..(bytes.Length / 2)] : bytes, offset);
            if (IsFull)
                throw new IOException("No space left on device");
        }

        public void Truncate(long lengthBytes) => _file.Truncate(lengthBytes);

        public void Sync() => _file.Sync();

        public void Dispose() => _file.Dispose();
    }
}
