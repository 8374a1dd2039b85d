using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MiaIa.Bridge.Starting;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Tests.Access;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Bridge.Tests.Starting;

/// <summary>
/// The start of an engine, with real processes. The bridge's own program stands in for it: it listens on a port, refuses bad settings with
/// code 2 and ends at once when it is asked for help.
/// </summary>
public sealed class EngineStarterTests : ILogEventSink
{
    private static readonly StartLimits Hasty = new(
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(50),
        TimeSpan.Zero,
        [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10)]
    );

    private const string AnsweredBefore = "it answered before; it is started by itself only when the bridge starts: start it by hand";
    private readonly List<(string Id, string Line)> _log = [];
    private readonly List<Process> _children = [];
    private DirectoryInfo _folder = null!;
    private int _port;

    [SetUp]
    public void SetUp()
    {
        _log.Clear();
        _folder = Directory.CreateTempSubdirectory("miaia-start-");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [TearDown]
    public void TearDown()
    {
        foreach (var child in Started())
        {
            child.Kill();
            child.WaitForExit();
        }

        _children.ForEach(child => child.Dispose());
        _children.Clear();
        _folder.Delete(recursive: true);
    }

    public void Emit(LogEvent logEvent)
    {
        var id = logEvent.Properties.TryGetValue("EventId", out var value) ? value.ToString() : "";
        lock (_log)
            _log.Add((id, logEvent.RenderMessage(CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task A_silent_engine_is_started_once_and_outlives_the_bridge()
    {
        using (var starter = Starter(Listening(_port)))
        {
            using var stop = new CancellationTokenSource();
            var running = starter.RunAsync(stop.Token);
            Eventually.True(() => Count(501) == 1, "it answers");
            await stop.CancelAsync();
            await running;
            Assert.That(starter.Status, Does.StartWith("it answered before"), "said only while the engine is away");
        }

        Assert.That((Count(500), Started().Count), Is.EqualTo((1, 1)), Lines());
        Assert.That(await EnginePort.AnswersAsync(Address(_port), CancellationToken.None), Is.True, "it lives without the bridge");
        if (OperatingSystem.IsLinux())
            Assert.That(SessionOf(Started()[0].Id), Is.EqualTo(Started()[0].Id), "Ctrl+C in the bridge's console is not for it");
    }

    [Test]
    public async Task An_engine_that_answers_is_left_alone_and_so_is_one_that_goes_later()
    {
        var listener = new TcpListener(IPAddress.Loopback, _port);
        listener.Start();
        using var starter = Starter(Listening(_port));
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        listener.Dispose();
        Assert.That((_log.Count, Started().Count, starter.Status), Is.EqualTo((0, 0, AnsweredBefore)), Lines());
    }

    [Test, Platform(Exclude = "Win", Reason = "the program that ends with code 4 is a shell's script")]
    public async Task A_second_engine_that_finds_another_with_the_journal_is_no_failure_and_the_other_is_waited_for()
    {
        using var starter = Starter(new EngineStartSettings { Path = "/bin/sh", Arguments = ["-c", "exit 4"] });
        var running = starter.RunAsync(CancellationToken.None);
        Eventually.True(() => Count(508) == 1, "it is said");
        Eventually.True(() => Count(500) > 5, "looked again and again, more often than there are pauses");
        using var listener = new TcpListener(IPAddress.Loopback, _port);
        listener.Start();
        await running.WaitAsync(Eventually.Limit);
        Assert.That((Count(504), Count(505), Count(507), Count(508)), Is.EqualTo((0, 0, 0, 1)), Lines());
    }

    [Test]
    public async Task Without_a_program_nothing_is_looked_at()
    {
        using var starter = Starter(new EngineStartSettings());
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        Assert.That((_log.Count, starter.Status), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Of_two_bridges_one_starts_it_and_the_other_says_so()
    {
        using var one = Starter(Listening(_port));
        using var other = Starter(Listening(_port));
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(one.RunAsync(stop.Token), other.RunAsync(stop.Token));
        Eventually.True(() => Count(501) == 1, "it answers");
        await stop.CancelAsync();
        await running;
        Assert.That((Count(500), Count(502), Started().Count), Is.EqualTo((1, 1, 1)), Lines());
    }

    [Test]
    public async Task The_next_bridge_waits_for_an_engine_that_is_slow_and_starts_one_when_that_has_ended()
    {
        // On another port, so that it lives and is not heard.
        var elsewhere = Listening(port: null);
        using (var first = Starter(elsewhere))
        {
            using var stop = new CancellationTokenSource();
            var running = first.RunAsync(stop.Token);
            Eventually.True(() => Count(506) == 1, "it is said to be slow");
            Assert.That(first.Status, Does.Contain("does not answer yet"));
            await stop.CancelAsync();
            await running;
        }

        using var next = Starter(elsewhere);
        using var end = new CancellationTokenSource();
        var watching = next.RunAsync(end.Token);
        Eventually.True(() => Count(502) == 1, "it knows the one that is on its way");
        Assert.That(Count(500), Is.EqualTo(1), Lines());
        Assert.That(next.Status, Is.EqualTo($"a bridge before this one has started it as process {Started()[0].Id}"));
        Started()[0].Kill();
        Eventually.True(() => Count(500) == 2, "another one is started");
        await end.CancelAsync();
        await watching;
    }

    [Test]
    public async Task One_that_ends_at_once_is_started_again_as_often_as_there_are_pauses_and_then_left_alone()
    {
        // The runtime's own program, which finds no such assembly.
        var failing = new EngineStartSettings { Path = Stub().Path, Arguments = [Path.Combine(_folder.FullName, "no-such.dll")] };
        using var starter = Starter(failing);
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        Assert.That((Count(500), Count(504), Count(505)), Is.EqualTo((3, 2, 1)), Lines());
        Assert.That(starter.Status, Does.Match("^it ended with code [1-9][0-9]* at once: see its log$"));
    }

    [Test]
    public async Task One_that_was_asked_to_stop_before_it_answered_is_not_started_again()
    {
        using var starter = Starter(Stub("--help"));
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        Assert.That((Count(500), Count(504), Count(505), Count(507)), Is.EqualTo((1, 0, 0, 1)), Lines());
        Assert.That(starter.Status, Is.EqualTo("it was stopped, and is not started again by itself"));
    }

    [Test]
    public async Task One_whose_settings_are_bad_is_not_started_again()
    {
        using var starter = Starter(Stub("--Nonsense=1"));
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        Assert.That((Count(500), Count(504), Count(505)), Is.EqualTo((1, 0, 1)), Lines());
        Assert.That(starter.Status, Is.EqualTo("it ended with code 2 at once (its settings cannot be used): see its log"));
    }

    [Test]
    public async Task A_program_that_is_not_there_is_named()
    {
        using var starter = Starter(new EngineStartSettings { Path = Path.Combine(_folder.FullName, "no-such-engine") });
        await starter.RunAsync(CancellationToken.None).WaitAsync(Eventually.Limit);
        Assert.That((Count(500), Count(503)), Is.EqualTo((0, 1)), Lines());
        Assert.That(Lines(), Does.Contain("no-such-engine"));
        Assert.That(starter.Status, Is.EqualTo("this bridge cannot start it: there is no such file"));
    }

    [Test]
    public async Task An_engine_that_has_answered_is_not_started_again_when_it_ends()
    {
        using var starter = Starter(Listening(_port));
        using var stop = new CancellationTokenSource();
        var running = starter.RunAsync(stop.Token);
        Eventually.True(() => Count(501) == 1, "it answers");
        Started()[0].Kill();
        await running.WaitAsync(Eventually.Limit);
        Assert.That((Count(500), Count(507)), Is.EqualTo((1, 1)), Lines());
        Assert.That(starter.Status, Does.Contain("is not started again by itself"));
    }

    [Test]
    public async Task The_bridge_starts_what_its_settings_name_and_tells_its_studies()
    {
        var settings = new BridgeSettings
        {
            StudyEndpoint = "tcp://127.0.0.1:*",
            EngineAddress = Address(_port).ToString(),
            CredentialsFolder = TestAccess.Folder,
            Engine = new EngineSettings { Start = Listening(port: null) },
        };
        using var bridge = BridgeServer.Start(settings, TimeProvider.System, Log());
        using var study = new ScriptedStudy(bridge.Endpoint, 1);
        study.SayHello();
        Eventually.True(
            () =>
                study.Received.Any(f =>
                    f.Heartbeat is { EngineConnected: false, Text: "this bridge has started it, it does not answer yet" }
                ),
            "told so",
            study
        );
        await bridge.StopAsync();
        Assert.That((Count(500), Started().Count), Is.EqualTo((1, 1)), Lines());
    }

    private EngineStarter Starter(EngineStartSettings settings) =>
        new(settings, Address(_port), _folder.FullName, Hasty, TimeProvider.System, Log());

    private Logger Log() => new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();

    private EngineStartSettings Listening(int? port) =>
        Stub(
            $"--StudyEndpoint=tcp://127.0.0.1:{port?.ToString(CultureInfo.InvariantCulture) ?? "*"}",
            $"--CredentialsFolder={_folder.FullName}"
        );

    private static EngineStartSettings Stub(params string[] arguments) =>
        new()
        {
            Path = Path.GetFullPath(
                Path.Combine(
                    RuntimeEnvironment.GetRuntimeDirectory(),
                    "..",
                    "..",
                    "..",
                    OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"
                )
            ),
            Arguments = [Path.Combine(AppContext.BaseDirectory, "MiaIa.Bridge.dll"), .. arguments],
        };

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}");

    // Those that live, of all that the log speaks of.
    private List<Process> Started()
    {
        var ids = Logged()
            .Where(said => said.Id == "500")
            .Select(said => int.Parse(said.Line[(said.Line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        foreach (var id in ids.Where(id => _children.All(child => child.Id != id)))
        {
            try
            {
                _children.Add(Process.GetProcessById(id));
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }

        return [.. _children.Where(child => !child.HasExited)];
    }

    // The sixth word of the line; the second, the name, stands in brackets.
    private static int SessionOf(int process)
    {
        var line = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }

    private int Count(int id) => Logged().Count(said => said.Id == id.ToString(CultureInfo.InvariantCulture));

    private string Lines() => string.Join('\n', Logged().Select(said => said.Line));

    private List<(string Id, string Line)> Logged()
    {
        lock (_log)
            return [.. _log];
    }
}
