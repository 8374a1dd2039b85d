using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MiaIa.Alerts.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MiaIa.Alerts.Tests.Channels;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MailTests : IDisposable
{
    private readonly MadeUpAuthority _authority = new();
    private readonly Box _box = new();
    private readonly CancellationTokenSource _ending = new();
    private int _port;

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _authority.Dispose();
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task An_alert_arrives_over_TLS_with_a_login(MailSecurity security)
    {
        Serve(isTls: security == MailSecurity.Tls);
        await Channel(security).SendAsync(Notices.Of("61 s\nß"), CancellationToken.None);
        var message = _box.Taken.Single();
        Assert.That(
            message.Subject,
            Is.EqualTo("MIA IA: ERROR no_volume ES: 61 s\\u000aß"),
            "a line end in a subject would begin another header"
        );
        Assert.That(message.To.ToString(), Does.Contain("trader@example.org"));
        Assert.That(message.TextBody, Does.StartWith("MIA IA: ERROR no_volume ES: 61 s").And.Contain("2026-03-04 15:00:00 UTC"));
        Assert.That(message.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
    }

    [Test]
    public async Task A_wrong_password_is_final_and_is_not_said()
    {
        Serve(isTls: false);
        var failure = await Assert.ThrowsAsync<ChannelException>(() =>
            Channel(MailSecurity.StartTls, password: "wrong-one-12345").SendAsync(Notices.Of(), CancellationToken.None)
        );
        Assert.That(failure!.IsFinal, failure.Message);
        Assert.That(failure.Message, Does.Contain("the login was refused").And.Not.Contain("wrong-one"));
        Assert.That(_box.Taken, Is.Empty);
    }

    [Test]
    public async Task A_server_that_nobody_trusts_gets_neither_password_nor_message()
    {
        Serve(isTls: false);
        var stranger = new MailChannel(AlertSeverity.Warning, Account(MailSecurity.StartTls), null);
        var failure = await Assert.ThrowsAsync<ChannelException>(() => stranger.SendAsync(Notices.Of(), CancellationToken.None));
        Assert.That(failure!.Message, Does.Contain("no safe connection"));
        Assert.That((_box.Logins, _box.Taken.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Where_a_server_offers_no_TLS_nothing_is_sent()
    {
        Serve(isTls: false, hasCertificate: false);
        var failure = await Assert.ThrowsAsync<ChannelException>(() =>
            Channel(MailSecurity.StartTls).SendAsync(Notices.Of(), CancellationToken.None)
        );
        Assert.That(failure!.IsFinal, failure.Message);
        Assert.That((_box.Logins, _box.Taken.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_receiver_that_is_refused_is_final_and_a_server_that_is_away_is_not()
    {
        Serve(isTls: false);
        _box.Refuses = true;
        var refused = await Assert.ThrowsAsync<ChannelException>(() =>
            Channel(MailSecurity.StartTls).SendAsync(Notices.Of(), CancellationToken.None)
        );
        Assert.That(refused!.IsFinal, refused.Message);
        _port = FreePort();
        var away = await Assert.ThrowsAsync<ChannelException>(() =>
            Channel(MailSecurity.StartTls).SendAsync(Notices.Of(), CancellationToken.None)
        );
        Assert.That(away!.IsFinal, Is.False, away.Message);
        Assert.That(away.Message, Does.Contain("cannot be reached"));
    }

    [Test]
    public void An_account_never_shows_its_password() =>
        Assert.That(Account(MailSecurity.Tls, "secret-12345").ToString(), Does.Not.Contain("secret-12345"));

    private MailAccount Account(MailSecurity security, string password = "right-12345") =>
        new("localhost", _port, security, "me", password, "engine@example.org", "trader@example.org");

    private MailChannel Channel(MailSecurity security, string password = "right-12345") =>
        new(AlertSeverity.Warning, Account(security, password), TrustedRoots.Read(_authority.PemFile));

    private void Serve(bool isTls, bool hasCertificate = true)
    {
        _port = FreePort();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, _port)).AllowUnsecureAuthentication(false).IsSecure(isTls);
                if (hasCertificate)
                    endpoint.Certificate(_authority.Certificate);
            })
            .Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)_box);
        services.Add((IMailboxFilter)_box);
        services.Add((IUserAuthenticator)_box);
        _ = new SmtpServer.SmtpServer(options, services).StartAsync(_ending.Token);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Box : MessageStore, IMailboxFilter, IUserAuthenticator
    {
        internal List<MimeMessage> Taken { get; } = [];

        internal int Logins { get; private set; }

        internal bool Refuses { get; set; }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            using var stream = new MemoryStream(buffer.ToArray());
            Taken.Add(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }

        public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
            Task.FromResult(true);

        public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!Refuses);

        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
        {
            Logins++;
            return Task.FromResult((user, password) == ("me", "right-12345"));
        }
    }
}
