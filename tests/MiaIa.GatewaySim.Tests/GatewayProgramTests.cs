using System.Net;
using System.Net.Sockets;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.GatewaySim.Tests;

/// <summary>The program around the simulator.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GatewayProgramTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Test]
    public async Task Tells_that_it_is_ready_and_sums_up_at_its_end()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(stop.Token, "--Port=0", "--LogLevel=Fatal");
        await Connected.EventuallyAsync(
            () => _output.ToString().Contains("ready: gateway at 127.0.0.1:", StringComparison.Ordinal),
            "the ready line"
        );
        await stop.CancelAsync();
        Assert.That(await running, Is.EqualTo(ExitCodes.Ok));
        Assert.That(_output.ToString(), Does.Contain("SYNTHETIC chain").And.Contain("sessions 0").And.Contain("notices by code: none"));
    }

    [Test]
    public async Task A_port_in_use_ends_with_its_own_code()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.That(await RunAsync(CancellationToken.None, $"--Port={port}", "--LogLevel=Fatal"), Is.EqualTo(ExitCodes.PortInUse));
        Assert.That(_error.ToString(), Does.Contain($"Port {port} is in use"));
    }

    [TestCase("--Chain=no-such-table.csv", "no-such-table.csv")]
    [TestCase("--Script=5s explode", "explode")]
    [TestCase("--MarketStart=tomorrow", "tomorrow")]
    [TestCase("--Lines=-1", "Lines")]
    [TestCase("--Colour=red", "unknown key")]
    public async Task Bad_settings_and_files_end_with_their_own_code(string argument, string named)
    {
        Assert.That(await RunAsync(CancellationToken.None, "--Port=0", "--LogLevel=Fatal", argument), Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(_error.ToString(), Does.Contain(named));
    }

    [Test]
    public async Task A_file_that_is_no_table_is_named_with_what_is_wrong()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-table.csv");
        await File.WriteAllTextAsync(path, "hello\n");
        Assert.That(
            await RunAsync(CancellationToken.None, "--Port=0", "--LogLevel=Fatal", $"--Chain={path}"),
            Is.EqualTo(ExitCodes.BadSettings)
        );
        Assert.That(_error.ToString(), Does.Contain("no-table.csv").And.Contain("Expiration Date"));
    }

    [Test]
    public async Task Help_lists_every_setting()
    {
        Assert.That(await RunAsync(CancellationToken.None, "--help"), Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            _output.ToString(),
            Does.Contain("--Chain=").And.Contain("--ScriptFile=").And.Contain("--OptionsPermission=<Live|DelayedOnly")
        );
    }

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments) =>
        GatewayProgram.RunAsync(
            new SettingsSources(GatewaySettings.Section, "no-appsettings.json", new Dictionary<string, string>(), arguments),
            _output,
            _error,
            stop
        );
}
