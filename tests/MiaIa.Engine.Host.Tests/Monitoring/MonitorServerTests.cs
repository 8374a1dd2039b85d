using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Tests.Processes;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class MonitorServerTests
{
    private ScrapedEngine _engine = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _engine = await ScrapedEngine.StartAsync();

    [OneTimeTearDown]
    public void Stop() => _engine.Dispose();

    [Test]
    public async Task Health_and_readiness_are_asked_without_a_key_and_say_what_they_rest_on()
    {
        await _engine.ScrapeAsync([
            "miaia_engine_ready{otel_scope_name=\"MiaIa.Engine\"} 1",
            "miaia_engine_studies_attached{otel_scope_name=\"MiaIa.Engine\"} 2",
        ]);
        foreach (var path in (string[])["healthz", "readyz"])
        {
            using var answer = await _engine.Http.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
            Assert.That(text, Does.Contain("ready: yes\n").And.Contain("journal: written\n").And.Contain("studies: 2\n"));
        }
    }

    [TestCase("GET", "evil.example", "", 403)]
    [TestCase("GET", "localhost", "http://localhost", 403)]
    [TestCase("POST", "localhost", "", 405)]
    [TestCase("GET", "localhost", "", 200)]
    public async Task What_a_page_of_a_browser_could_send_is_refused(string method, string host, string origin, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "metrics");
        request.Headers.Host = host;
        if (origin.Length > 0)
            request.Headers.Add("Origin", origin);
        using var answer = await _engine.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Nothing_else_is_there()
    {
        using var answer = await _engine.Http.GetAsync("miaia.v1.Engine/Halt");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_port_that_is_taken_is_told_and_the_engine_serves()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var engine = EngineProcess.Start("--Port=0", $"--Metrics:Port={port}", $"--Journal:Directory={folder.FullName}");
        using var channel = TestAccess.Channel(await engine.ReadyAsync());
        await new V1.Engine.EngineClient(channel).GetStateAsync(new V1.GetStateRequest());
        engine.KillAtOnce();
        var (_, error) = await engine.EndAsync();
        Assert.That(error, Does.Contain($"port {port} cannot be had"));
    }

    [Test]
    public async Task Metrics_are_sent_by_OTLP_where_that_is_set()
    {
        using var folder = new TemporaryFolder();
        using var collector = new HttpListener();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        var asked = collector.GetContextAsync();
        using var engine = EngineProcess.Start(
            "--Port=0",
            $"--Metrics:OtlpEndpoint=http://127.0.0.1:{port}/v1/metrics",
            $"--Journal:Directory={folder.FullName}"
        );
        await engine.ReadyAsync();
        var call = await asked.WaitAsync(TimeSpan.FromMinutes(2));
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        call.Response.Close();
        Assert.That((call.Request.HttpMethod, call.Request.Url!.AbsolutePath), Is.EqualTo(("POST", "/v1/metrics")));
        Assert.That(call.Request.ContentType, Is.EqualTo("application/x-protobuf"));
        // The names stand in the message as they are.
        Assert.That(System.Text.Encoding.UTF8.GetString(body.ToArray()), Does.Contain("miaia.engine.ready").And.Contain("miaia-engine"));
    }
}
