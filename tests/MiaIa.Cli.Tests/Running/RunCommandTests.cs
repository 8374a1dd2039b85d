using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Running;

/// <summary>miaia run with the real programs.</summary>
public sealed partial class RunCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task It_starts_both_and_ends_them_in_order_and_a_second_one_starts_nobody_twice()
    {
        using var folder = new DayFolder();
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var day = CommandLine.RunAsync(folder.Command("run --dry-run"), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);
        Assert.That(said.ToString(), Does.Contain("engine  DRY-RUN: waits for a study"));
        Assert.That(said.ToString(), Does.Contain("ready: engine at").And.Contain("ready: bridge at").And.Contain("#enter="));

        var (code, output, _) = await DayFolder.AskAsync(folder.Command("run"));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(
            output,
            Does.Contain("engine  runs already").And.Contain("bridge  runs already").And.Contain("nothing had to be started")
        );

        (code, output, _) = await DayFolder.AskAsync("status", "--address", folder.Address, "--credentials", folder.Credentials);
        Assert.That((code, output), Is.EqualTo((ExitCodes.Ok, output)));
        Assert.That(output, Does.Match("^engine [^,]+, DRY-RUN, up").And.Contain("ES: no study has attached"));

        await stop.CancelAsync();
        Assert.That(await day.WaitAsync(Patience), Is.EqualTo(ExitCodes.Ok), said.ToString());
        Assert.That(said.ToString(), Does.Match("(?s)bridge  has ended.*engine  has ended"));
        Assert.That(IsFree(folder.Engine) && IsFree(folder.Bridge), Is.True, "nothing is left running");
    }

    [Test]
    public async Task One_that_falls_is_told_with_its_code_and_the_other_goes_on()
    {
        using var folder = new DayFolder();
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var day = CommandLine.RunAsync(folder.Command("run"), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);
        var number = int.Parse(BridgesNumber().Match(said.ToString()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        using (var bridge = System.Diagnostics.Process.GetProcessById(number))
            bridge.Kill();
        await said.UntilAsync("bridge  has ended by itself", day);
        Assert.That(day.IsCompleted, Is.False, "the engine goes on");
        await stop.CancelAsync();
        Assert.That(await day.WaitAsync(Patience), Is.EqualTo(ExitCodes.Fault));
    }

    [Test]
    public async Task Bad_settings_start_nothing_and_end_with_2()
    {
        using var folder = new DayFolder();
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("run", "--bridge-arg=--StudySilenceMs=5"));
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain("StudySilenceMs").And.Not.Contain("is being started"));
    }

    [Test]
    public async Task A_port_of_somebody_else_ends_with_3_and_what_was_started_has_ended()
    {
        using var folder = new DayFolder();
        using var other = new TcpListener(IPAddress.Loopback, folder.Engine);
        other.Start();
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("run"));
        Assert.That(code, Is.EqualTo(ExitCodes.PortInUse), output);
        Assert.That(output, Does.Contain($"port {folder.Engine} of the engine is held by another program"));
        other.Stop();

        using var noBridge = new TcpListener(IPAddress.Loopback, folder.Bridge);
        noBridge.Start();
        (code, output, _) = await DayFolder.AskAsync(folder.Command("run"));
        Assert.That(code, Is.EqualTo(ExitCodes.PortInUse), output);
        Assert.That(output, Does.Contain("engine  has ended"));
    }

    [Test]
    public async Task Dry_run_is_forced_and_refuses_an_engine_that_runs_in_another_mode()
    {
        using var folder = new DayFolder();
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var day = CommandLine.RunAsync(folder.Command("run", "--engine-arg=--Trading:Mode=Sim"), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("run --dry-run"));
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(output, Does.Contain(", SIM: end it first"));
        await stop.CancelAsync();
        await day.WaitAsync(Patience);

        using var again = new CancellationTokenSource();
        await using var saidAgain = new SaidEvents();
        day = CommandLine.RunAsync(folder.Command("run --dry-run", "--engine-arg=--Trading:Mode=Sim"), saidAgain, saidAgain, again.Token);
        await saidAgain.UntilAsync("waits for a study", day);
        (_, output, _) = await DayFolder.AskAsync("status", "--json", "--address", folder.Address, "--credentials", folder.Credentials);
        Assert.That(output, Does.Contain("TRADING_MODE_DRY_RUN").And.Not.Contain("TRADING_MODE_SIM"));
        await again.CancelAsync();
        Assert.That(await day.WaitAsync(Patience), Is.EqualTo(ExitCodes.Ok));
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"ready: bridge at .*, process (\d+)")]
    private static partial Regex BridgesNumber();
}
