using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Tls;

namespace MiaIa.Engine.Web.Tests.Access;

/// <summary>A page that is open to other machines, by plain HTTPS: what it asks of a browser there.</summary>
public sealed class RemotePageTests
{
    private const string HaltPath = "/miaia.v1.Engine/Halt";
    private const string StatePath = "/miaia.v1.Engine/GetState";
    private const string WatchPath = "/miaia.v1.Page/Watch";

    private TestCertificates _made = null!;
    private ServedElsewhere _elsewhere = null!;
    private ServedPage _page = null!;
    private HttpClient _client = null!;
    private Uri _streams = null!;

    [SetUp]
    public async Task Start()
    {
        _made = new TestCertificates();
        await ServeAsync(new ServedElsewhere(_made, CallsPerSecond: 6));
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _page.DisposeAsync();
        _made.Dispose();
    }

    private string Origin => _page.Address.GetLeftPart(UriPartial.Authority);

    [Test]
    public async Task Fault_58_elsewhere_nothing_is_done_without_a_key_a_name_and_the_pages_origin()
    {
        Assert.That(_page.Address.ToString(), Does.StartWith($"https://{ServedElsewhere.Name}:"));
        using var file = await _client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.That((file.StatusCode, file.Version), Is.EqualTo((HttpStatusCode.OK, HttpVersion.Version20)));
        var policy = file.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(
            policy,
            Does.Contain($"connect-src 'self' https://{ServedElsewhere.Name}:{_streams.Port} https://127.0.0.1:{_streams.Port};")
        );
        Assert.That(policy, Does.Not.Contain("http:"));

        var watch = await EnterAsync(AccessRole.Watch);
        var operate = await EnterAsync(AccessRole.Operate);
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, ""), Is.EqualTo(401));
        Assert.That(await StatusAsync(_streams, WatchPath, Origin, ""), Is.EqualTo(401));
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, watch), Is.EqualTo(403), "may watch only");
        Assert.That(await StatusAsync(_page.Address, HaltPath, "https://evil.example", operate), Is.EqualTo(403));
        Assert.That(
            await StatusAsync(_page.Address, HaltPath, Origin.Replace("https", "http", StringComparison.Ordinal), operate),
            Is.EqualTo(403)
        );
        Assert.That(await StatusAsync(_streams, WatchPath, "https://evil.example", operate), Is.EqualTo(403));
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, operate, host: "rebound.example"), Is.EqualTo(403));
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, operate, host: "localhost"), Is.EqualTo(403), "not listed");
        Assert.That(_page.State().Halted, Is.False);
        Assert.That(await StatusAsync(_page.Address, StatePath, Origin, watch), Is.EqualTo(200));
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, operate), Is.EqualTo(200));
        Assert.That(_page.State().Halted, Is.True);
    }

    [Test]
    public async Task Fault_53_in_the_clear_nothing_is_said_on_either_port()
    {
        foreach (var place in new[] { _page.Address, _streams })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, place.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {place.Authority}\r\nConnection: close\r\n\r\n"));
            Assert.That(await SaidAsync(stream), Does.Not.Contain("HTTP/"), "not a word of the page, and no redirection");
        }
    }

    [Test]
    public async Task Who_has_no_key_is_answered_no_more_after_some_calls_and_a_halt_never_waits()
    {
        var statuses = new List<int>();
        for (var call = 0; call < 60; call++)
            statuses.Add(await StatusAsync(_page.Address, HaltPath, Origin, "operate.9999999999.00.00"));
        Assert.That(statuses.Take(20), Is.All.EqualTo(401));
        Assert.That(statuses, Has.Some.EqualTo(429));
        var key = await EnterAsync(AccessRole.Operate);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => StatusAsync(_page.Address, StatePath, Origin, key)));
        Assert.That(answers, Has.Some.EqualTo(200).And.Some.EqualTo(429));
        for (var call = 0; call < 30; call++)
            Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, key), Is.EqualTo(200));
    }

    [Test]
    public async Task Where_callers_must_show_a_certificate_a_browser_without_one_gets_no_page_and_sends_no_command()
    {
        _client.Dispose();
        await _page.DisposeAsync();
        await ServeAsync(new ServedElsewhere(_made, AsksForCallers: true));
        using var without = Client(showsOwn: false);
        Assert.That(async () => await without.GetAsync(new Uri("/", UriKind.Relative)), Throws.InstanceOf<HttpRequestException>());
        var key = await EnterAsync(AccessRole.Operate);
        Assert.That(await StatusAsync(_page.Address, HaltPath, Origin, key), Is.EqualTo(200));
        // A browser shows none to another port than its page's.
        using var stream = await without.SendAsync(Request(_streams, WatchPath, Origin, key), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(stream.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task ServeAsync(ServedElsewhere elsewhere)
    {
        _elsewhere = elsewhere;
        _page = await ServedPage.StartAsync(elsewhere: _elsewhere);
        _client = Client(showsOwn: true);
        var places = await _client.GetStringAsync(new Uri("/places.json", UriKind.Relative));
        var port = int.Parse(places[(places.IndexOf(':', StringComparison.Ordinal) + 1)..^1], null);
        _streams = new UriBuilder(_page.Address) { Port = port }.Uri;
    }

    private HttpClient Client(bool showsOwn) =>
        new(_elsewhere.Handler(showsOwn)) { BaseAddress = _page.Address, DefaultRequestVersion = HttpVersion.Version20 };

    private async Task<string> EnterAsync(AccessRole role)
    {
        var link = await _page.InviteAsync(role);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_page.Address, "/enter"))
        {
            Content = new StringContent(link.Fragment["#enter=".Length..]),
            Version = HttpVersion.Version20,
        };
        request.Headers.Add("Origin", Origin);
        using var answer = await _client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<int> StatusAsync(Uri place, string path, string origin, string key, string? host = null)
    {
        using var request = Request(place, path, origin, key);
        if (host is not null)
            request.Headers.Host = $"{host}:{place.Port}";
        // The name is judged by the page here, not by the caller.
        using var other = host is null ? null : new HttpClient(_elsewhere.Handler(judgesName: false));
        using var answer = await (other ?? _client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage Request(Uri place, string path, string origin, string key)
    {
        // Nothing is set in it: the messages of all these calls are empty.
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(place, path))
        {
            Content = new ByteArrayContent([0, 0, 0, 0, 0]),
            Version = HttpVersion.Version20,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web+proto");
        request.Headers.Add("Origin", origin);
        if (key.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private static async Task<string> SaidAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (IOException reset)
        {
            TestContext.Out.WriteLine(reset.Message);
            return "";
        }
    }
}
