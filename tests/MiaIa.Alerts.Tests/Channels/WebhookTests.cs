using System.Text.Json;
using MiaIa.Alerts.Channels;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Alerts.Tests.Channels;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WebhookTests : IAsyncDisposable
{
    private const string Secret = "/api/webhooks/123456789/Abcdefgh-IJKLMNOP";
    private readonly HttpClient _client = WebhookChannel.ClientOf(null);
    private Receiver _receiver = null!;

    [SetUp]
    public async Task Start() => _receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task Discord_is_sent_what_it_wants_and_nobody_is_called_by_name()
    {
        await SendAsync(WebhookBody.Discord, Notices.Of("@everyone \"x\"\nß → é"));
        var (path, type, body) = _receiver.Taken.Single();
        Assert.That((path, type), Is.EqualTo((Secret, "application/json; charset=utf-8")));
        using var json = JsonDocument.Parse(body);
        Assert.That(
            json.RootElement.GetProperty("content").GetString(),
            Does.StartWith("MIA IA: ERROR no_volume ES: @everyone \"x\"\nß → é\nsince 2026-03-04")
        );
        Assert.That(json.RootElement.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Slack_is_sent_text_without_its_own_signs()
    {
        await SendAsync(WebhookBody.Slack, Notices.Of("<!channel> a & b"));
        using var json = JsonDocument.Parse(_receiver.Taken.Single().Body);
        Assert.That(json.RootElement.EnumerateObject().Single().Name, Is.EqualTo("text"));
        Assert.That(json.RootElement.GetProperty("text").GetString(), Does.Contain("&lt;!channel&gt; a &amp; b"));
    }

    [TestCase(AlertSeverity.Information, true)]
    [TestCase(AlertSeverity.Warning, false)]
    public async Task Telegram_is_sent_a_chat_and_silence_where_it_is_only_information(AlertSeverity severity, bool isSilent)
    {
        await SendAsync(notice => WebhookBody.Telegram(notice, "-100200300"), Notices.Of(severity: severity));
        using var json = JsonDocument.Parse(_receiver.Taken.Single().Body);
        Assert.That(json.RootElement.GetProperty("chat_id").GetString(), Is.EqualTo("-100200300"));
        Assert.That(json.RootElement.GetProperty("disable_notification").GetBoolean(), Is.EqualTo(isSilent));
        Assert.That(json.RootElement.GetProperty("text").GetString(), Does.Contain("no_volume ES"));
    }

    [Test]
    public void A_long_text_is_cut_to_what_each_takes()
    {
        var notice = Notices.Of(new string('x', 10_000));
        foreach (
            var (body, field, most) in new[]
            {
                (WebhookBody.Discord(notice), "content", 2000),
                (WebhookBody.Telegram(notice, "1"), "text", 4096),
            }
        )
        {
            using var json = JsonDocument.Parse(body);
            Assert.That(json.RootElement.GetProperty(field).GetString(), Has.Length.EqualTo(most).And.EndsWith("…"));
        }
    }

    [TestCase(400, true)]
    [TestCase(401, true)]
    [TestCase(404, true)]
    [TestCase(302, true, Description = "nobody is followed to another address")]
    [TestCase(408, false)]
    [TestCase(429, false)]
    [TestCase(500, false)]
    [TestCase(503, false)]
    public async Task An_answer_that_is_no_yes_is_final_or_passes(int status, bool isFinal)
    {
        _receiver.Answer = call =>
        {
            call.Response.StatusCode = status;
            call.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(WebhookBody.Slack, Notices.Of()));
        Assert.That(failure!.IsFinal, Is.EqualTo(isFinal));
        Assert.That(failure.Message, Does.Contain($"answered {status}"));
        Assert.That(_receiver.Taken, Has.Count.EqualTo(1));
    }

    [TestCase("Retry-After: 7", "", 7)]
    [TestCase("", "{\"ok\":false,\"parameters\":{\"retry_after\":9}}", 9)]
    [TestCase("", "[1]", null)]
    [TestCase("", "nonsense", null)]
    [TestCase("", "{\"parameters\":{\"retry_after\":\"x\"}}", null)]
    public async Task How_long_to_wait_is_read_from_header_or_body(string header, string body, int? seconds)
    {
        _receiver.Answer = async call =>
        {
            call.Response.StatusCode = 429;
            if (header.Length > 0)
                call.Response.Headers.RetryAfter = header.Split(' ')[1];
            await call.Response.WriteAsync(body);
        };
        var failure = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(WebhookBody.Slack, Notices.Of()));
        Assert.That(failure!.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public async Task What_is_said_of_a_failure_never_holds_the_secret()
    {
        _receiver.Answer = async call =>
        {
            call.Response.StatusCode = 404;
            await call.Response.WriteAsync($"no webhook {Secret}, token Abcdefgh-IJKLMNOP\u001b[31m");
        };
        var failure = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(WebhookBody.Slack, Notices.Of()));
        Assert.That(failure!.Message, Does.Not.Contain("Abcdefgh").And.Not.Contain("123456789").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_named_and_tried_again()
    {
        var address = _receiver.At(Secret);
        await _receiver.DisposeAsync();
        var channel = new WebhookChannel("slack", AlertSeverity.Warning, address, WebhookBody.Slack, _client);
        var failure = await Assert.ThrowsAsync<ChannelException>(() => channel.SendAsync(Notices.Of(), CancellationToken.None));
        Assert.That((failure!.IsFinal, failure.Message), Is.EqualTo((false, failure.Message)));
        Assert.That(failure.Message, Does.Contain("127.0.0.1 cannot be reached").And.Not.Contain("Abcdefgh"));
        _receiver = await Receiver.StartAsync();
    }

    [Test]
    public async Task TLS_is_checked_and_a_root_of_ones_own_is_enough()
    {
        using var authority = new MadeUpAuthority();
        await using var receiver = await Receiver.StartAsync(authority.Certificate);
        var address = new UriBuilder(receiver.At(Secret)) { Scheme = "https" }.Uri;
        var stranger = new WebhookChannel("slack", AlertSeverity.Warning, address, WebhookBody.Slack, _client);
        await Assert.ThrowsAsync<ChannelException>(() => stranger.SendAsync(Notices.Of(), CancellationToken.None));
        Assert.That(receiver.Taken, Is.Empty, "nothing goes to whom nobody trusts");

        using var trusting = WebhookChannel.ClientOf(TrustedRoots.Read(authority.PemFile));
        var known = new WebhookChannel("slack", AlertSeverity.Warning, address, WebhookBody.Slack, trusting);
        await known.SendAsync(Notices.Of(), CancellationToken.None);
        Assert.That(receiver.Taken, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_file_without_a_certificate_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.That(() => TrustedRoots.Read(file), Throws.InstanceOf<IOException>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task SendAsync(Func<AlertNotice, string> body, AlertNotice notice) =>
        new WebhookChannel("test", AlertSeverity.Information, _receiver.At(Secret), body, _client).SendAsync(
            notice,
            CancellationToken.None
        );
}
