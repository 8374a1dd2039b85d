using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Access;

/// <summary>Who is let near the page, by plain HTTP: what a browser sends, and what one that was led astray would send.</summary>
public sealed class PageGateTests
{
    private const string HaltPath = "/miaia.v1.Engine/Halt";
    private const string WatchPath = "/miaia.v1.Page/Watch";

    private ServedPage _page = null!;
    private HttpClient _client = null!;
    private Uri _streams = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _page = await ServedPage.StartAsync();
        _client = new HttpClient { BaseAddress = _page.Address };
        var places = await _client.GetStringAsync(new Uri("/places.json", UriKind.Relative));
        var port = int.Parse(places[(places.IndexOf(':', StringComparison.Ordinal) + 1)..^1], null);
        _streams = new UriBuilder(_page.Address) { Port = port }.Uri;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _page.DisposeAsync();
    }

    private string Origin => _page.Address.GetLeftPart(UriPartial.Authority);

    [TestCase("/")]
    [TestCase("/index.html")]
    public async Task The_page_is_served_with_all_that_guards_it(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Contain("script-src 'self';"));
        Assert.That(policy, Does.Contain($"http://127.0.0.1:{_streams.Port}").And.Not.Contain("unsafe").And.Not.Contain("*"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var first = await _client.GetAsync(new Uri("/", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(request);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await second.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("GET /../appsettings.json HTTP/1.1")]
    [TestCase("GET /..%2f..%2fetc/passwd HTTP/1.1")]
    [TestCase("GET /assets/%2e%2e/%2e%2e/index.html%00 HTTP/1.1")]
    [TestCase("GET /assets/..\\..\\index.html HTTP/1.1")]
    [TestCase("GET //index.html HTTP/1.1")]
    public async Task No_path_leads_out_of_the_page(string line) =>
        Assert.That(await StatusOfAsync(_page.Address, $"{line}\r\nHost: {_page.Address.Authority}"), Is.AnyOf(400, 404));

    [TestCase("evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("169.254.1.1")]
    [TestCase("0.0.0.0")]
    public async Task Fault_58_A_name_that_is_not_this_machines_is_refused(string host)
    {
        foreach (var place in new[] { _page.Address, _streams })
        {
            foreach (var name in new[] { host, $"{host}:{place.Port}" })
            {
                Assert.That(await StatusOfAsync(place, $"GET / HTTP/1.1\r\nHost: {name}"), Is.EqualTo(403));
                Assert.That(
                    await StatusOfAsync(place, $"POST {HaltPath} HTTP/1.1\r\nHost: {name}\r\nOrigin: http://{name}\r\nContent-Length: 0"),
                    Is.EqualTo(403)
                );
            }
        }
    }

    [Test]
    public async Task The_name_must_be_called_with_its_own_port() =>
        Assert.That(await StatusOfAsync(_page.Address, "GET / HTTP/1.1\r\nHost: 127.0.0.1"), Is.EqualTo(403));

    [TestCase(null)]
    [TestCase("null")]
    [TestCase("http://evil.example")]
    [TestCase("http://127.0.0.1")]
    [TestCase("https://127.0.0.1:{files}")]
    [TestCase("http://127.0.0.1:{files}/")]
    [TestCase("http://127.0.0.1:1")]
    public async Task Fault_58_A_command_from_elsewhere_is_refused_whatever_its_key(string? origin)
    {
        var key = await EnterAsync(AccessRole.Operate);
        var from = origin?.Replace("{files}", $"{_page.Address.Port}", StringComparison.Ordinal);
        using var files = await CallAsync(_page.Address, HaltPath, from, key, new HaltRequest { Reason = "from elsewhere" });
        Assert.That(files.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var streams = await CallAsync(_streams, WatchPath, from, key, new WatchPageRequest());
        Assert.That(streams.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(streams.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        Assert.That(_page.State().Halted, Is.False);
    }

    [TestCase("")]
    [TestCase("operate.9999999999.00.00")]
    [TestCase("operate.99999999999999.00.00")]
    [TestCase("watch")]
    [TestCase("{operate token}")]
    public async Task A_command_without_a_key_of_this_engine_is_refused(string key)
    {
        var given = key.Replace(
            "{operate token}",
            MiaIa.Tests.Access.TestAccess.Tokens[AccessRole.Operate].HeaderValue[7..],
            StringComparison.Ordinal
        );
        using var answer = await CallAsync(_page.Address, HaltPath, Origin, given, new HaltRequest());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(_page.State().Halted, Is.False);
    }

    [Test]
    public async Task A_key_for_watching_stops_nothing_and_cannot_be_made_into_another()
    {
        var watch = await EnterAsync(AccessRole.Watch);
        using var state = await CallAsync(_page.Address, "/miaia.v1.Engine/GetState", Origin, watch, new GetStateRequest());
        Assert.That(state.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var halt = await CallAsync(_page.Address, HaltPath, Origin, watch, new HaltRequest());
        Assert.That(halt.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var forged = await CallAsync(_page.Address, HaltPath, Origin, "operate" + watch[5..], new HaltRequest());
        Assert.That(forged.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(_page.State().Halted, Is.False);
    }

    [Test]
    public async Task A_key_for_operating_halts_and_resumes()
    {
        var key = await EnterAsync(AccessRole.Operate);
        using var halt = await CallAsync(_page.Address, HaltPath, Origin, key, new HaltRequest { Reason = "by hand", By = "page" });
        Assert.That(halt.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_page.State().Halted, Is.True);
        using var resume = await CallAsync(_page.Address, "/miaia.v1.Engine/Resume", Origin, key, new ResumeRequest { By = "page" });
        Assert.That(_page.State().Halted, Is.False);
    }

    [TestCase("/miaia.v1.Engine/Attach")]
    [TestCase("/miaia.v1.Engine/WatchState")]
    [TestCase("/miaia.v1.Page/Invite")]
    [TestCase("/miaia.v1.Page/Watch")]
    [TestCase("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")]
    public async Task What_is_not_on_the_list_cannot_be_called_on_the_port_of_commands(string path)
    {
        using var answer = await CallAsync(_page.Address, path, Origin, await EnterAsync(AccessRole.Operate), new GetStateRequest());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("/miaia.v1.Engine/Halt")]
    [TestCase("/miaia.v1.Engine/Resume")]
    [TestCase("/miaia.v1.Engine/Flatten")]
    public async Task A_view_asks_on_the_port_of_streams_and_a_command_is_not_taken_there(string command)
    {
        var key = await EnterAsync(AccessRole.Operate);
        using var asked = await CallAsync(_streams, "/miaia.v1.Engine/GetState", Origin, key, new GetStateRequest());
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var told = await CallAsync(_streams, command, Origin, key, new HaltRequest());
        Assert.That(told.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(_page.State().Halted, Is.False);
    }

    [Test]
    public async Task A_command_in_another_dress_than_the_pages_is_refused()
    {
        // A form or a plain fetch of another page needs no leave beforehand; this kind of content does.
        using var request = Request(_page.Address, HaltPath, Origin, await EnterAsync(AccessRole.Operate), new HaltRequest());
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var answer = await _client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task An_invitation_is_good_once()
    {
        var link = await _page.InviteAsync();
        Assert.That(link.Fragment, Does.StartWith("#enter="), "what stands behind # is sent to nobody and in no log");
        using var first = await OfferAsync(link, Origin);
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var second = await OfferAsync(link, Origin);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Fault_58_An_invitation_offered_by_another_page_is_refused_and_stays_good()
    {
        var link = await _page.InviteAsync();
        using var stolen = await OfferAsync(link, "http://evil.example");
        Assert.That(stolen.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var own = await OfferAsync(link, Origin);
        Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_stream_may_be_read_by_the_page_and_by_nobody_else()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, new Uri(_streams, WatchPath));
        asked.Headers.Add("Origin", Origin);
        using var allowed = await _client.SendAsync(asked);
        Assert.That(allowed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(allowed.Headers.GetValues("Access-Control-Allow-Origin").Single(), Is.EqualTo(Origin));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Options, new Uri(_streams, WatchPath));
        elsewhere.Headers.Add("Origin", "http://evil.example");
        using var refused = await _client.SendAsync(elsewhere);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(refused.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }

    private async Task<string> EnterAsync(AccessRole role)
    {
        using var answer = await OfferAsync(await _page.InviteAsync(role), Origin);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> OfferAsync(Uri link, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/enter")
        {
            Content = new StringContent(link.Fragment["#enter=".Length..]),
        };
        request.Headers.Add("Origin", origin);
        return await _client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> CallAsync(Uri place, string path, string? origin, string key, IMessage message)
    {
        using var request = Request(place, path, origin, key, message);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static HttpRequestMessage Request(Uri place, string path, string? origin, string key, IMessage message)
    {
        var body = message.ToByteArray();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(place, path))
        {
            Content = new ByteArrayContent([0, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web+proto");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (key.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    /// <summary>Sends a head as it stands, which no HTTP client would, and reads the status.</summary>
    private static async Task<int> StatusOfAsync(Uri place, string head)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, place.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], null);
    }
}
