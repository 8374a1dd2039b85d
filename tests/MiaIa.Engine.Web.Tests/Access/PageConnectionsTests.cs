using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Google.Protobuf;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Access;

/// <summary>Many who connect to the page's ports and mean no good.</summary>
public sealed class PageConnectionsTests
{
    private const int Crowd = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ServedPage _page = null!;

    [SetUp]
    public async Task Start() => _page = await ServedPage.StartAsync();

    [TearDown]
    public async Task Stop() => await _page.DisposeAsync();

    [Test]
    public async Task However_many_are_silent_a_new_page_loads_and_its_halt_acts()
    {
        var crowd = await CrowdAsync(_page.Address.Port);
        using var client = new HttpClient { BaseAddress = _page.Address, Timeout = TimeSpan.FromSeconds(4) };
        using var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var halt = await CallAsync(client, _page.Address, "/miaia.v1.Engine/Halt", await KeyAsync(client), new HaltRequest());
        Assert.That(halt.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_page.State().Halted, Is.True);
        foreach (var one in crowd)
            one.Dispose();
    }

    [Test]
    public async Task Who_says_nothing_is_cut_off_after_five_seconds()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, _page.Address.Port);
        var read = await silent.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience).ContinueWith(IsOver, TaskScheduler.Default);
        Assert.That(read, Is.True, "the default of Kestrel would be minutes");
    }

    [Test]
    public async Task A_connection_that_has_shown_a_key_stays_while_hundreds_come()
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = _page.Address };
        var key = await KeyAsync(client);
        var streams = await StreamsAsync(client);
        using var known = await CallAsync(client, streams, "/miaia.v1.Page/Watch", key, new WatchPageRequest());
        Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await using var stream = await known.Content.ReadAsStreamAsync();
        var crowd = await CrowdAsync(streams.Port);
        // A word comes each second: three of them come after the crowd.
        var bytes = new byte[65_536];
        var until = DateTime.UtcNow + TimeSpan.FromSeconds(3);
        while (DateTime.UtcNow < until)
            Assert.That(await stream.ReadAsync(bytes).AsTask().WaitAsync(Patience), Is.GreaterThan(0));
        foreach (var one in crowd)
            one.Dispose();
    }

    [Test]
    public async Task Browsers_that_only_watch_leave_places_for_those_that_may_act()
    {
        using var client = new HttpClient { BaseAddress = _page.Address };
        var streams = await StreamsAsync(client);
        var watch = await KeyAsync(client, AccessRole.Watch);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
            open.Add(await CallAsync(client, streams, "/miaia.v1.Page/Watch", watch, new WatchPageRequest()));
        Assert.That(open.Count(one => StatusOf(one) is null), Is.EqualTo(24));
        Assert.That(open.Count(one => StatusOf(one) == "8"), Is.EqualTo(16), "RESOURCE_EXHAUSTED");

        using var acting = await CallAsync(client, streams, "/miaia.v1.Page/Watch", await KeyAsync(client), new WatchPageRequest());
        Assert.That(StatusOf(acting), Is.Null);
        await using var stream = await acting.Content.ReadAsStreamAsync();
        Assert.That(await stream.ReadAsync(new byte[64]).AsTask().WaitAsync(Patience), Is.GreaterThan(0));
        foreach (var one in open)
            one.Dispose();
    }

    [TestCase(100_000, "8")]
    [TestCase(3_000_000, "8")]
    public async Task A_body_that_is_too_large_is_refused_as_such(int length, string status)
    {
        using var client = new HttpClient { BaseAddress = _page.Address };
        var request = new HaltRequest { Reason = new string('x', length) };
        using var answer = await CallAsync(client, _page.Address, "/miaia.v1.Engine/Halt", await KeyAsync(client), request);
        Assert.That(StatusOf(answer), Is.EqualTo(status));
        Assert.That(_page.State().Halted, Is.False);
    }

    [TestCase(new byte[] { 0, 0, 0, 0, 3, 0xff, 0xff, 0xff })]
    [TestCase(new byte[] { 0, 0, 0, 0, 9, 0x0a, 0x01 })]
    [TestCase(new byte[] { 0, 0 })]
    [TestCase(new byte[] { })]
    public async Task A_body_that_is_no_message_is_refused_as_such(byte[] body)
    {
        using var client = new HttpClient { BaseAddress = _page.Address };
        using var answer = await SendAsync(client, _page.Address, "/miaia.v1.Engine/Halt", await KeyAsync(client), body);
        Assert.That(StatusOf(answer), Is.EqualTo("3"), "INVALID_ARGUMENT");
        Assert.That(_page.State().Halted, Is.False);
    }

    // A connection that was reset is over, too.
    private static bool IsOver(Task<int> read) => read.IsFaulted ? read.Exception.GetBaseException() is IOException : read.Result == 0;

    private static string? StatusOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("grpc-status", out var status) ? status.Single() : null;

    private static async Task<List<TcpClient>> CrowdAsync(int port)
    {
        var crowd = new List<TcpClient>();
        for (var i = 0; i < Crowd; i++)
        {
            var one = new TcpClient();
            crowd.Add(one);
            await one.ConnectAsync(IPAddress.Loopback, port);
        }

        return crowd;
    }

    private async Task<string> KeyAsync(HttpClient client, AccessRole role = AccessRole.Operate)
    {
        var link = await _page.InviteAsync(role);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/enter")
        {
            Content = new StringContent(link.Fragment["#enter=".Length..]),
        };
        request.Headers.Add("Origin", _page.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<Uri> StreamsAsync(HttpClient client)
    {
        var places = await client.GetStringAsync(new Uri("/places.json", UriKind.Relative));
        return new UriBuilder(_page.Address)
        {
            Port = int.Parse(places[(places.IndexOf(':', StringComparison.Ordinal) + 1)..^1], null),
        }.Uri;
    }

    private Task<HttpResponseMessage> CallAsync(HttpClient client, Uri place, string path, string key, IMessage message)
    {
        var body = message.ToByteArray();
        var length = body.Length;
        return SendAsync(
            client,
            place,
            path,
            key,
            [0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. body]
        );
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri place, string path, string key, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(place, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web+proto");
        request.Headers.Add("Origin", _page.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
