using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Hosting.Tls;
using MiaIa.Tests.Access;
using MiaIa.Tests.Tls;
using MiaIa.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>A bridge whose engine is reached by TLS: whom it believes, and what it shows.</summary>
public sealed class TlsTests
{
    private TestCertificates _made = null!;

    [OneTimeSetUp]
    public void Make() => _made = new TestCertificates();

    [OneTimeTearDown]
    public void Remove() => _made.Dispose();

    [Test]
    public async Task Frames_flow_where_the_engines_authority_is_trusted()
    {
        using var engine = await StartAsync(_made.Server());
        await FlowsAsync(engine, new TlsSettings { Trust = _made.Authority });
    }

    [Test]
    public async Task Frames_flow_where_the_engines_certificate_itself_is_pinned_whatever_its_name()
    {
        var server = _made.Server(name: "elsewhere.example");
        using var engine = await StartAsync(server);
        await FlowsAsync(engine, new TlsSettings { Trust = server.Certificate });
    }

    [Test]
    public async Task Frames_flow_where_the_engine_asks_for_the_bridges_certificate()
    {
        using var engine = await StartAsync(_made.Server(), asksForClients: true);
        var (certificate, key) = _made.Client();
        await FlowsAsync(
            engine,
            new TlsSettings
            {
                Trust = _made.Authority,
                Certificate = certificate,
                Key = key,
            }
        );
    }

    [Test]
    public async Task No_token_is_shown_to_an_engine_of_another_authority_or_name([Values] bool isOtherName)
    {
        using var strange = new TestCertificates("stranger");
        using var engine = await StartAsync(isOtherName ? _made.Server(name: "elsewhere.example") : strange.Server());
        using var bridge = Bridge(engine.Address, new TlsSettings { Trust = _made.Authority });
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        Eventually.True(() => study.Received.Count(f => f.Heartbeat is { EngineConnected: false }) >= 3, "told that it is away", study);
        Assert.That(engine.Attaches, Is.Zero);
        await bridge.StopAsync();
    }

    private static async Task FlowsAsync(GrpcEngine engine, TlsSettings tls)
    {
        using var bridge = Bridge(engine.Address, tls);
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        Eventually.True(() => study.Role == Role.Publisher, "welcome", study);
        study.Make(500);
        Eventually.True(() => study.Acknowledged == 500, "all acknowledged", study);
        await bridge.StopAsync();
    }

    private Task<GrpcEngine> StartAsync((string Certificate, string Key) server, bool asksForClients = false)
    {
        var own = OwnCertificate.Open(server.Certificate, server.Key, DateTimeOffset.UtcNow);
        var clients = TrustedPeers.Open(_made.Authority);
        return GrpcEngine.StartAsync(secure: endpoint =>
            endpoint.UseHttps(
                new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = own.Certificate,
                    ClientCertificateMode = asksForClients ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
                    ClientCertificateValidation = (shown, sent, _) => clients.IsClient(shown, sent),
                }
            )
        );
    }

    private static BridgeServer Bridge(Uri engine, TlsSettings tls) =>
        BridgeServer.Start(
            new BridgeSettings
            {
                StudyEndpoint = "tcp://127.0.0.1:*",
                EngineAddress = engine.ToString(),
                CredentialsFolder = TestAccess.Folder,
                Tls = tls,
                StudySilenceMs = 60_000,
            },
            TimeProvider.System,
            Logger.None
        );
}
