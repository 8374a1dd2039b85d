using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Projections;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Processes;

public sealed class ProgramTests
{
    private readonly TemporaryFolder _folder = new();
    private int _terminated;

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("--Nope=1", "Nope", TestName = "An_unknown_setting_ends_it_with_2")]
    [TestCase("--Port=70000", "70000", TestName = "A_port_that_does_not_exist_ends_it_with_2")]
    [TestCase("--Address=0.0.0.0", "loopback", TestName = "A_public_address_ends_it_with_2")]
    [TestCase("--CoverageFloor=NaN", "CoverageFloor", TestName = "A_coverage_floor_that_is_no_number_ends_it_with_2")]
    [TestCase("--Address=::ffff:127.0.0.1", "write it as 127.0.0.1", TestName = "A_mapped_address_ends_it_with_2_and_says_how_to_write_it")]
    [TestCase("--Journal:Directory=", "text, not empty", TestName = "An_empty_journal_directory_ends_it_with_2")]
    [TestCase("--Ibkr:Host=", "Ibkr:Host", TestName = "An_empty_host_of_the_Gateway_ends_it_with_2")]
    [TestCase("--Log:Json=perhaps", "Log:Json", TestName = "A_switch_that_is_neither_on_nor_off_ends_it_with_2")]
    [TestCase("--Trading:Mode=Live", "AllowLive", TestName = "Live_without_its_second_switch_ends_it_with_2")]
    [TestCase("--Trading:AllowLive=true", "LiveAccounts", TestName = "Live_without_an_account_ends_it_with_2")]
    [TestCase("--Trading:DriftTicksMax=1001", "0 to 1000", TestName = "A_setting_out_of_its_range_ends_it_with_2_and_names_the_range")]
    public async Task Fault_50_A_bad_setting_ends_it_with_2(string argument, string named)
    {
        using var engine = EngineProcess.Start(
            argument.Contains("Journal", StringComparison.Ordinal)
                ? [argument]
                : [argument, $"--Journal:Directory={_folder.File("settings")}"]
        );
        var (exitCode, error) = await engine.EndAsync();
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain(named));
    }

    [Test]
    public async Task A_port_in_use_ends_it_with_3_and_names_the_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var engine = EngineProcess.Start($"--Port={port}", $"--Journal:Directory={_folder.File("port")}");
        var (exitCode, error) = await engine.EndAsync();
        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error, Does.Contain($"port {port}"));
        Assert.That(Directory.GetFiles(_folder.File("port"), "*.journal"), Is.Empty, "an engine that never served leaves no segment");
    }

    [Test]
    public async Task Another_mode_than_that_of_an_open_position_ends_it_with_2_and_both_names()
    {
        var directory = _folder.File("mode");
        await using (var sim = await RunningEngine.StartAsync(directory, trading: new TradingSettings { Mode = Accounts.TradingMode.Sim }))
        {
            using var study = sim.Study();
            var hello = SampleFrames.Hello();
            (hello.Hello.Mode, hello.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
            await study.GreetAsync(hello);
            await study.SendAsync(SampleFrames.Fill());
            await study.AckedAsync(1);
        }

        using var engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        var (exitCode, error) = await engine.EndAsync();
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("Trading:Mode is DryRun").And.Contain("left in Sim with +1 lot and"));
    }

    [Test]
    public async Task Fault_51_A_second_engine_on_one_journal_ends_with_4_and_the_first_goes_on()
    {
        var directory = _folder.File("two");
        using var first = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        using var channel = TestAccess.Channel(await first.ReadyAsync());
        using var study = new ScriptedStudy(channel);
        var resume = (await study.GreetAsync(SampleFrames.Hello())).ResumeCounter;
        await study.SendAsync(SampleFrames.Trades(counter: resume));
        await study.AckedAsync(resume);
        var segments = Directory.GetFiles(directory, "*.journal");
        using var second = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        var (exitCode, error) = await second.EndAsync();
        Assert.That(exitCode, Is.EqualTo(4));
        Assert.That(error, Does.Contain(directory));
        Assert.That(Directory.GetFiles(directory, "*.journal"), Is.EqualTo(segments), "it has written nothing");
        await study.SendAsync(SampleFrames.Trades(counter: resume + 1));
        await study.AckedAsync(resume + 1);
        // The lock is that of a process, not of a file that lies there: after a kill the next one starts.
        first.KillAtOnce();
        await first.EndAsync();
        using var next = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        await next.ReadyAsync();
    }

    [Test]
    public async Task A_corrupt_journal_ends_it_with_1_and_the_offset()
    {
        var directory = _folder.File("corrupt");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "000001-20260101T000000Z.journal"), new string('x', 200));
        using var engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        var (exitCode, error) = await engine.EndAsync();
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("corrupt at byte 0"));
    }

    [Test]
    public async Task Killed_at_any_moment_it_resumes_at_the_frame_after_the_last_acknowledged_one()
    {
        var directory = _folder.File("killed");
        var acknowledged = 0UL;
        for (var life = 0; life < 3; life++)
        {
            using var engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
            using var channel = TestAccess.Channel(await engine.ReadyAsync());
            using var study = new ScriptedStudy(channel);
            var resume = (await study.GreetAsync(SampleFrames.Hello())).ResumeCounter;
            Assert.That(resume, Is.GreaterThan(acknowledged), "an acknowledged frame is never asked for again");
            Assert.That(resume, Is.LessThanOrEqualTo(acknowledged + 51));
            await study.SendAsync([.. Enumerable.Range(0, 50).Select(i => SampleFrames.Trades(counter: resume + (ulong)i))]);
            await study.AckedAsync(resume + 20);
            acknowledged = study.Heard[^1].Ack.Counter;
            engine.KillAtOnce();
            await engine.EndAsync();
        }

        using var last = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}");
        using var view = TestAccess.Channel(await last.ReadyAsync());
        var state = (await new V1.Engine.EngineClient(view).GetStateAsync(new GetStateRequest())).Instrument.Single(i =>
            i.Instrument == "ES"
        );
        Assert.That(state.NewestCounter, Is.GreaterThanOrEqualTo(acknowledged));
        Assert.That(state.TradeRecords, Is.EqualTo(3 * state.NewestCounter), "every frame once, none twice");
        Assert.That(state.StudyAttached, Is.False);
    }

    [TestCase("TERM", TestName = "SIGTERM_ends_it_with_0_while_a_study_is_attached")]
    [TestCase("HUP", TestName = "A_closed_terminal_ends_it_in_order_with_0_while_a_study_is_attached")]
    [Platform(Exclude = "Win", Reason = "signals are not sent to a process there")]
    public Task A_signal_ends_it_in_order(string signal) => TerminateAsync(signal);

    [Test]
    public async Task A_call_ends_it_in_order_with_0_while_a_study_is_attached_and_names_the_process()
    {
        StopReply? reply = null;
        await TerminateAsync("call", async channel => reply = await new V1.Engine.EngineClient(channel).StopAsync(new StopRequest()));
        Assert.That(reply!.ProcessId, Is.EqualTo(_terminated));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "files have no mode there")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_it_writes_is_its_users_alone()
    {
        var directory = _folder.File("private");
        using var engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={directory}", $"--Log:Folder={directory}");
        await engine.ReadyAsync();
        // SQLite has a file of that ending for a moment while it begins.
        var files = Directory.GetFiles(directory).Where(file => !file.EndsWith("-journal", StringComparison.Ordinal)).ToArray();
        foreach (var kind in ".journal .latch .lock .log".Split(' '))
            Assert.That(files, Has.Some.EndsWith(kind));
        foreach (var file in files)
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
    }

    [Test, Category("Timed")]
    [Platform(Exclude = "Win", Reason = "SIGTERM is not sent to a process there")]
    public async Task SIGTERM_ends_it_within_2_seconds_on_a_quiet_machine() =>
        Assert.That(await TerminateAsync(), Is.LessThan(TimeSpan.FromSeconds(2)));

    private async Task<TimeSpan> TerminateAsync(string signal = "TERM", Func<GrpcChannel, Task>? ask = null)
    {
        using var engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={_folder.File(signal)}");
        using var channel = TestAccess.Channel(await engine.ReadyAsync());
        using var study = new ScriptedStudy(channel);
        await study.GreetAsync(SampleFrames.Hello());
        var clock = Stopwatch.StartNew();
        _terminated = engine.Id;
        if (ask is not null)
            await ask(channel);
        else
            Process.Start("kill", [$"-{signal}", engine.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();
        var ended = await study.EndAsync($"it goes on after SIG{signal}; a child of nohup ignores SIGHUP: start the tests without it");
        Assert.That(ended.StatusCode, ScriptedStudy.IsOfAStop, ended.ToString());
        var (exitCode, _) = await engine.EndAsync();
        Assert.That(exitCode, Is.Zero);
        var elapsed = clock.Elapsed;
        var segments = Directory.GetFiles(_folder.File(signal), "*.journal");
        using var report = ProjectionReport.Open(Path.Combine(_folder.File(signal), "trades.db"));
        Assert.That(
            report.Position,
            Is.EqualTo(new JournalPosition((uint)segments.Length, new FileInfo(segments.Max()!).Length)),
            "the database holds the journal to its end"
        );
        return elapsed;
    }
}
