using System.Diagnostics;
using MiaIa.Engine.Host.Tests.Processes;
using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Abuse;

/// <summary>
/// An engine that is attacked from its own machine, while somebody uses it as it is meant. docs/operations/security.md has the figures; each
/// attack prints its line of that table. Whatever happens, every honest call is answered, and afterwards memory and handles are what they were.
/// </summary>
[Category("Timed")]
public sealed class AbuseTests
{
    private const long GrowthMax = 128L << 20;
    private const int HandlesMax = 64;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);

    private TemporaryFolder _folder = null!;
    private EngineProcess _engine = null!;
    private Uri _address = null!;
    private Attacks _attacks = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = new TemporaryFolder();
        _engine = EngineProcess.Start("--Port=0", $"--Journal:Directory={_folder.File("journal")}", "--Options:HistoryFolder=");
        _address = await _engine.ReadyAsync();
        _attacks = new Attacks(_address);
        // What is made once is no growth.
        await AttackAsync("warm-up", _attacks.PingsAsync);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Test]
    public Task Fault_56_a_slow_loris_keeps_nobody_out() =>
        MeasureAsync("slow loris: 2,000 connections, a byte of the greeting a second", _attacks.LorisAsync);

    [Test]
    public Task Fault_56_greeted_and_silent_connections_keep_nobody_out() =>
        MeasureAsync("2,000 greeted connections, each with half a call", _attacks.HalfCallsAsync);

    [Test]
    public Task Fault_56_a_ping_flood_keeps_nobody_out() => MeasureAsync("ping flood: 8 connections, 10 s", _attacks.PingsAsync);

    [Test]
    public Task Fault_56_streams_that_are_reset_at_once_keep_nobody_out() =>
        MeasureAsync("rapid reset: calls without a token, each reset at once, 10 s", _attacks.ResetsAsync);

    [Test]
    public Task Fault_56_thousands_of_streams_with_a_token_keep_nobody_out() =>
        MeasureAsync("5,000 streams with the token for watching", _attacks.StreamsAsync);

    [Test]
    public Task Fault_54_a_million_random_frames_keep_nobody_out() =>
        MeasureAsync("random frames of HTTP/2, 10 s", _attacks.RandomFramesAsync);

    [Test]
    public Task Fault_54_a_million_broken_frames_of_a_study_keep_nobody_out() =>
        MeasureAsync("1,000,000 broken frames of a study with the token for operating", _attacks.BrokenStudyAsync);

    private async Task MeasureAsync(string name, Func<CancellationToken, Task> attack)
    {
        using var process = Process.GetProcessById(_engine.Id);
        process.Refresh();
        var (bytes, handles, processor) = (process.WorkingSet64, process.HandleCount, process.TotalProcessorTime);
        var (said, connections) = (_attacks.Said, _attacks.ConnectionsMade);
        var began = Stopwatch.GetTimestamp();
        var honest = await AttackAsync(name, attack);
        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        var share = (process.TotalProcessorTime - processor) / took;
        // Connections that were cut off leave when their limits are over.
        var calm = Stopwatch.StartNew();
        while (calm.Elapsed < Calm && process.HandleCount > handles + HandlesMax)
        {
            await Task.Delay(200);
            process.Refresh();
        }

        TestContext.Out.WriteLine($"{_attacks.Said - said} messages over {_attacks.ConnectionsMade - connections} connections");
        TestContext.Out.WriteLine(
            FormattableString.Invariant(
                $"| {name} | {honest.Figures} | {took.TotalSeconds:0} s | {share:0.00} | {(process.WorkingSet64 - bytes) / 1048576.0:+0;-0;0} MiB | {process.HandleCount - handles:+0;-0;0} |"
            )
        );
        Assert.That(honest.Failed, Is.Empty);
        Assert.That(process.HandleCount, Is.LessThanOrEqualTo(handles + HandlesMax), "handles");
        Assert.That(process.WorkingSet64 - bytes, Is.LessThan(GrowthMax), "memory");
    }

    private async Task<WellBehaved> AttackAsync(string name, Func<CancellationToken, Task> attack)
    {
        using var stop = new CancellationTokenSource();
        var honest = new WellBehaved(_address);
        await honest.AskUntilAsync(Task.Run(() => attack(stop.Token)));
        TestContext.Progress.WriteLine($"{name}: done");
        return honest;
    }
}
