using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.Tests.Access;
using MiaIa.Tests.Tls;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Remote;

/// <summary>A port that is open to other machines: every combination of TLS, certificate, name, token and patience.</summary>
public sealed class RemotePortTests
{
    private const int CallsPerSecond = 3;

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
    public async Task Fault_53_elsewhere_a_call_needs_TLS_a_token_and_a_name_of_the_engine([Values("127.0.0.1", "0.0.0.0")] string address)
    {
        await using var engine = await StartAsync(address, mutual: false);
        Assert.That(engine.Address.Scheme, Is.EqualTo("https"));
        var trusted = TlsCalls.Open(_made.Authority, "", "", DateTimeOffset.UtcNow);
        Assert.That(await AskAsync(engine, trusted, AccessRole.Watch), Is.EqualTo(StatusCode.OK));
        Assert.That(await AskAsync(engine, trusted, null), Is.EqualTo(StatusCode.Unauthenticated));
        Assert.That(
            await AskAsync(engine, trusted, AccessRole.Watch, authority: "rebound.example"),
            Is.EqualTo(StatusCode.PermissionDenied)
        );
        // The name of the certificate is one of an open port only; on loopback the names of this machine are.
        var named = address == "127.0.0.1" ? StatusCode.PermissionDenied : StatusCode.OK;
        Assert.That(await AskAsync(engine, trusted, AccessRole.Watch, authority: "engine.example"), Is.EqualTo(named));
        Assert.That(await AskAsync(engine, null, AccessRole.Watch, scheme: "http"), Is.EqualTo(StatusCode.Unavailable), "in the clear");
        Assert.That(
            await AskAsync(engine, TlsCalls.Open("", "", "", DateTimeOffset.UtcNow), AccessRole.Watch),
            Is.EqualTo(StatusCode.Internal)
        );
    }

    [Test]
    public async Task Where_both_sides_must_prove_themselves_a_token_alone_is_not_enough()
    {
        using var strange = new TestCertificates("stranger");
        await using var engine = await StartAsync("0.0.0.0", mutual: true);
        var (certificate, key) = _made.Client();
        Assert.That(await AskAsync(engine, Calls(certificate, key), AccessRole.Operate), Is.EqualTo(StatusCode.OK));
        Assert.That(await AskAsync(engine, Calls(certificate, key), null), Is.EqualTo(StatusCode.Unauthenticated), "nor a certificate");
        Assert.That(await AskAsync(engine, Calls("", ""), AccessRole.Operate), Is.Not.EqualTo(StatusCode.OK));
        (certificate, key) = strange.Client();
        Assert.That(await AskAsync(engine, Calls(certificate, key), AccessRole.Operate), Is.Not.EqualTo(StatusCode.OK));
        (certificate, key) = _made.Server();
        Assert.That(await AskAsync(engine, Calls(certificate, key), AccessRole.Operate), Is.Not.EqualTo(StatusCode.OK), "for servers");

        TlsCalls Calls(string own, string ownKey) => TlsCalls.Open(_made.Authority, own, ownKey, DateTimeOffset.UtcNow);
    }

    [Test]
    public async Task Callers_certificates_that_are_replaced_count_without_a_new_start()
    {
        using var other = new TestCertificates("other");
        var (certificate, key) = _made.Server();
        var callers = _folder.File("callers.pem");
        File.Copy(_made.Authority, callers);
        await using var engine = await StartAsync("0.0.0.0", certificate, key, callers);
        Assert.That(await AskAsync(engine, CallsOf(_made), AccessRole.Watch), Is.EqualTo(StatusCode.OK));
        Assert.That(await AskAsync(engine, CallsOf(other), AccessRole.Watch), Is.Not.EqualTo(StatusCode.OK));

        await File.WriteAllTextAsync(callers, "half of");
        Assert.That(
            await AskAsync(engine, CallsOf(_made), AccessRole.Watch),
            Is.EqualTo(StatusCode.OK),
            "what cannot be read replaces nothing"
        );
        await File.WriteAllTextAsync(callers, await File.ReadAllTextAsync(other.Authority));
        Assert.That(await AskAsync(engine, CallsOf(other), AccessRole.Watch), Is.EqualTo(StatusCode.OK));
        Assert.That(await AskAsync(engine, CallsOf(_made), AccessRole.Watch), Is.Not.EqualTo(StatusCode.OK), "who has left the file");

        TlsCalls CallsOf(TestCertificates made)
        {
            var (own, ownKey) = made.Client();
            return TlsCalls.Open(_made.Authority, own, ownKey, DateTimeOffset.UtcNow);
        }
    }

    [Test]
    public async Task An_address_that_calls_too_often_waits_and_a_halt_never_does()
    {
        await using var engine = await StartAsync("0.0.0.0", mutual: false);
        using var channel = Channel(engine, TlsCalls.Open(_made.Authority, "", "", DateTimeOffset.UtcNow), AccessRole.Operate);
        var client = new V1.Engine.EngineClient(channel);
        var refused = 0;
        for (var call = 0; call < 50; call++)
        {
            if (await StatusOfAsync(() => client.GetStateAsync(new GetStateRequest()).ResponseAsync) == StatusCode.ResourceExhausted)
                refused++;
        }

        Assert.That(refused, Is.GreaterThan(0));
        Assert.That((await client.HaltAsync(new HaltRequest { Reason = "test" })).Halted, Is.True);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await StatusOfAsync(() => client.GetStateAsync(new GetStateRequest()).ResponseAsync) != StatusCode.OK)
            await Task.Delay(100, limit.Token);
    }

    [Test]
    public async Task Fault_56_who_is_silent_instead_of_speaking_TLS_keeps_nobody_out()
    {
        await using var engine = await StartAsync("0.0.0.0", mutual: false);
        var silent = new List<Socket>();
        try
        {
            for (var number = 0; number < 300; number++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, engine.Address.Port);
                silent.Add(socket);
            }

            var status = await AskAsync(engine, TlsCalls.Open(_made.Authority, "", "", DateTimeOffset.UtcNow), AccessRole.Watch);
            Assert.That(status, Is.EqualTo(StatusCode.OK));
        }
        finally
        {
            silent.ForEach(socket => socket.Dispose());
        }
    }

    [Test]
    public void Files_that_cannot_be_used_keep_it_from_starting()
    {
        var journals = Directory.EnumerateFiles(_folder.FullName, "*.journal", SearchOption.AllDirectories).Count();
        var (certificate, key) = _made.Server();
        Assert.That(() => StartAsync("0.0.0.0", certificate, "no-such.key"), Throws.TypeOf<CertificateException>());
        Assert.That(() => StartAsync("0.0.0.0", certificate, key, "no-such.pem"), Throws.TypeOf<CertificateException>());
        (certificate, key) = _made.Server(daysFrom: -10, daysTo: -1);
        Assert.That(() => StartAsync("0.0.0.0", certificate, key), Throws.TypeOf<CertificateException>());
        Assert.That(
            Directory.EnumerateFiles(_folder.FullName, "*.journal", SearchOption.AllDirectories).Count(),
            Is.EqualTo(journals),
            "no segment of a start that was refused"
        );
    }

    private Task<EngineServer> StartAsync(string address, bool mutual)
    {
        var (certificate, key) = _made.Server();
        return StartAsync(address, certificate, key, mutual ? _made.Authority : "");
    }

    private Task<EngineServer> StartAsync(string address, string certificate, string key, string clients = "") =>
        EngineServer.StartAsync(
            new EngineSettings
            {
                Address = address,
                Port = 0,
                CredentialsFolder = TestAccess.Folder,
                Tls = new TlsSettings
                {
                    Certificate = certificate,
                    Key = key,
                    ClientAuthority = clients,
                    CallsPerSecond = CallsPerSecond,
                },
                Journal = new JournalSettings { Directory = _folder.File(Guid.NewGuid().ToString("N")) },
                Options = new OptionSettings { HistoryFolder = "" },
            },
            new LoggerConfiguration().WriteTo.Sink(new SaidLines()).CreateLogger()
        );

    private static GrpcChannel Channel(
        EngineServer engine,
        TlsCalls? tls,
        AccessRole? role,
        string? authority = null,
        string scheme = "https"
    )
    {
        var address = new UriBuilder(scheme, authority ?? "127.0.0.1", engine.Address.Port).Uri;
        var handler = new SocketsHttpHandler
        {
            // Whatever it is called, it is here.
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, engine.Address.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        if (tls is not null)
            handler.SslOptions = tls.Options;
        // The name is judged by the engine here, not by the caller.
        if (authority is not null)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            };
        }

        var transport = scheme == "https" ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        return GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = handler,
                DisposeHttpClient = true,
                Credentials = role is { } known
                    ? ChannelCredentials.Create(transport, TestAccess.Tokens[known].ToCallCredentials())
                    : transport,
                UnsafeUseInsecureChannelCallCredentials = scheme == "http",
            }
        );
    }

    private static async Task<StatusCode> AskAsync(
        EngineServer engine,
        TlsCalls? tls,
        AccessRole? role,
        string? authority = null,
        string scheme = "https"
    )
    {
        using var channel = Channel(engine, tls, role, authority, scheme);
        var client = new V1.Engine.EngineClient(channel);
        return await StatusOfAsync(() => client.GetStateAsync(new GetStateRequest()).ResponseAsync);
    }

    private static async Task<StatusCode> StatusOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
