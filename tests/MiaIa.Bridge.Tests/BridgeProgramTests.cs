using System.Net;
using System.Net.Sockets;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Bridge.Tests;

/// <summary>The program as a person meets it: exit codes and words.</summary>
public sealed class BridgeProgramTests
{
    private StringWriter _output = null!;
    private StringWriter _error = null!;

    [SetUp]
    public void SetUp()
    {
        _output = new StringWriter();
        _error = new StringWriter();
    }

    [TearDown]
    public void TearDown()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Test]
    public async Task A_port_in_use_ends_with_code_3_and_names_the_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.That(await Run($"--StudyEndpoint=tcp://127.0.0.1:{port}"), Is.EqualTo(ExitCodes.PortInUse));
        Assert.That(_error.ToString(), Does.Contain($"Port {port} is in use"));
        Assert.That(_output.ToString(), Is.Empty);
    }

    [TestCase("--Nonsense=1", "Nonsense")]
    [TestCase("--StudySilenceMs=5", "1000")]
    [TestCase("--StudyEndpoint=tcp://0.0.0.0:5557", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://*:5557", "TLS")]
    [TestCase("--StudyEndpoint=tcp://127.x.org:5557", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://localhost:5557", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://127.1:5557", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://[::1]:5557", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://192.168.1.5:5557", "gRPC with TLS")]
    [TestCase("--StudyEndpoint=ipc://miaia", "tcp://127.0.0.1:PORT only")]
    [TestCase("--StudyEndpoint=tcp://127.0.0.1:0", "StudyEndpoint")]
    [TestCase("--StudyEndpoint=tcp://127.0.0.1:99999", "99999")]
    [TestCase("--EngineAddress=http://10.1.2.3:50551", "10.1.2.3")]
    [TestCase("--EngineAddress=http://engine.example:50551", "https://HOST:PORT")]
    [TestCase("--EngineAddress=https://10.1.2.3:50551 --Engine:Start:Path=/opt/engine", "this address is another's")]
    [TestCase("--Tls:Trust=a.pem", "without an https EngineAddress")]
    [TestCase("--EngineAddress=https://10.1.2.3:50551 --Tls:Key=k.pem", "a key without a certificate")]
    [TestCase("--EngineAddress=https://10.1.2.3:50551 --Tls:Trust=no-such.pem", "no-such.pem")]
    [TestCase("--EngineAddress=nonsense", "EngineAddress")]
    [TestCase("--EngineAddress=http://127.0.0.1:50551/path", "PORT only")]
    [TestCase("--EngineAddress=http://127.0.0.1:50551/?x=1", "PORT only")]
    [TestCase("--EngineAddress=http://user:geheim@127.0.0.1:50551", "://…@127.0.0.1:50551")]
    [TestCase("--Engine:Start:Path=engine/MiaIa.Engine.Host", "whole path")]
    [TestCase("--Engine:Start:Arguments:0=x", "no program")]
    [TestCase("--ReconnectMaxMs=100 --ReconnectFirstMs=200", "ReconnectFirstMs")]
    public async Task A_bad_setting_ends_with_code_2_and_names_itself(string arguments, string words)
    {
        Assert.That(await Run(arguments.Split(' ')), Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(_error.ToString(), Does.Contain(words));
    }

    [Test]
    public async Task A_log_file_that_cannot_be_opened_ends_with_code_2_and_is_named()
    {
        Assert.That(await Run($"--LogFile={AppContext.BaseDirectory}"), Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(_error.ToString(), Does.Contain(AppContext.BaseDirectory));
    }

    [Test]
    public async Task An_unknown_variable_of_the_section_ends_with_code_2_and_names_itself()
    {
        var sources = Sources([], new Dictionary<string, string> { ["MIAIA__BRIDGE__ENGINE"] = "x" });
        Assert.That(await BridgeProgram.RunAsync(sources, _output, _error, CancellationToken.None), Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(_error.ToString(), Does.Contain("MIAIA__BRIDGE__ENGINE"));
    }

    [Test]
    public async Task It_says_when_it_is_ready_and_ends_with_code_0_when_asked_to_stop()
    {
        using var stop = new CancellationTokenSource();
        using var ready = new ReadyWriter(stop.Cancel);
        var sources = Sources(["--StudyEndpoint=tcp://127.0.0.1:*"], []);
        var code = await BridgeProgram.RunAsync(sources, ready, _error, stop.Token).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(ready.ToString().TrimEnd(), Does.Match(@"^ready: bridge at tcp://127\.0\.0\.1:\d+, engine http://127\.0\.0\.1:50551$"));
    }

    [Test]
    public async Task Help_lists_every_setting()
    {
        Assert.That(await Run("--help"), Is.EqualTo(ExitCodes.Ok));
        Assert.That(_output.ToString(), Does.Contain("--Engine:Start:Path=").And.Contain("--Engine:Start:Arguments"));
        foreach (
            var property in typeof(BridgeSettings)
                .GetProperties()
                .Where(p => p.Name is not (nameof(BridgeSettings.Engine) or nameof(BridgeSettings.Tls)))
        )
        {
            Assert.That(_output.ToString(), Does.Contain($"--{property.Name}="));
        }
    }

    private Task<int> Run(params string[] arguments) =>
        BridgeProgram.RunAsync(Sources(arguments, []), _output, _error, CancellationToken.None);

    private static SettingsSources Sources(string[] arguments, Dictionary<string, string> environment) =>
        new(BridgeSettings.Section, "no-such-file.json", environment, arguments);

    /// <summary>Does something when the ready line was written.</summary>
    private sealed class ReadyWriter(Action then) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            then();
        }
    }
}
