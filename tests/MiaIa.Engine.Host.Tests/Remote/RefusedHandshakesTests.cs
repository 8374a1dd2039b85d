using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Remote;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.Tests.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Remote;

/// <summary>Who does not get through TLS is counted and said.</summary>
public sealed class RefusedHandshakesTests
{
    private TestCertificates _made = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Make() => (_made, _folder) = (new TestCertificates(), new TemporaryFolder());

    [OneTimeTearDown]
    public void Remove()
    {
        _made.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Fault_53_no_certificate_a_strangers_and_no_TLS_are_each_counted_and_said_and_a_caller_of_ours_is_not()
    {
        using var strange = new TestCertificates("stranger");
        var lines = new SaidLines();
        await using var engine = await StartAsync(lines);
        var refused = engine.Shared.GetRequiredService<RefusedHandshakes>();
        await ShowAsync(engine, _made.Client());
        Assert.That(refused.Count, Is.Zero);

        await ShowAsync(engine, null);
        await UntilAsync(refused, 1);
        await ShowAsync(engine, strange.Client());
        await UntilAsync(refused, 2);
        await SayInTheClearAsync(engine);
        await UntilAsync(refused, 3);
        await ShowAsync(engine, _made.Client());
        Assert.That(refused.Count, Is.EqualTo(3));
        Assert.That(
            Unquoted(lines),
            Has.One.StartsWith("1 connections ended before TLS stood, the newest from 127.0.0.1; 1 since the start")
        );
    }

    [Test]
    public void Of_a_thousand_a_minute_one_line_is_written_with_their_number()
    {
        var lines = new SaidLines();
        var time = new FakeTimeProvider();
        var refused = new RefusedHandshakes(new LogMessages(new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger()), time);
        for (var number = 0; number < 1000; number++)
        {
            refused.Add(IPAddress.Parse("192.168.1.7"));
            time.Advance(TimeSpan.FromMilliseconds(70));
        }

        Assert.That(refused.Count, Is.EqualTo(1000));
        Assert.That(lines.All.Select(line => line.Split(" connections")[0]), Is.EqualTo(["1", "858"]));
        Assert.That(Unquoted(lines).Last(), Does.Contain("the newest from 192.168.1.7; 859 since the start"));
    }

    // A text is in quotes where the log has it among its fields.
    private static string[] Unquoted(SaidLines lines) =>
        [.. lines.Warnings.Select(line => line.Replace("\"", "", StringComparison.Ordinal))];

    private Task<EngineServer> StartAsync(SaidLines lines)
    {
        var (certificate, key) = _made.Server();
        return EngineServer.StartAsync(
            new EngineSettings
            {
                Address = "0.0.0.0",
                Port = 0,
                CredentialsFolder = TestAccess.Folder,
                Tls = new TlsSettings
                {
                    Certificate = certificate,
                    Key = key,
                    ClientAuthority = _made.Authority,
                },
                Journal = new JournalSettings { Directory = _folder.File(Guid.NewGuid().ToString("N")) },
                Options = new OptionSettings { HistoryFolder = "" },
            },
            new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger()
        );
    }

    // Until the engine has said a byte or has ended the connection: with TLS 1.3 a caller is through before the engine has judged its certificate.
    private static async Task ShowAsync(EngineServer engine, (string Certificate, string Key)? shown)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pem = shown is { } files ? X509Certificate2.CreateFromPemFile(files.Certificate, files.Key) : null;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, engine.Address.Port, limit.Token);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "engine.example",
                    ClientCertificates = pem is null ? null : [pem],
                    // The engine judges here, not the caller.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                },
                limit.Token
            );
            await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray(), limit.Token);
            _ = await tls.ReadAsync(new byte[1], limit.Token);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // As it should be; what the engine counts is judged.
        }
    }

    private static async Task SayInTheClearAsync(EngineServer engine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, engine.Address.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: engine\r\n\r\n"u8.ToArray());
        try
        {
            _ = await client.GetStream().ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            // It ended the connection in its way.
        }
    }

    private static async Task UntilAsync(RefusedHandshakes refused, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (refused.Count < count && !limit.IsCancellationRequested)
            await Task.Delay(20);
        Assert.That(refused.Count, Is.EqualTo(count));
    }
}
