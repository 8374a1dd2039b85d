using System.Net;
using System.Net.Sockets;
using System.Text;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Hosting.Credentials;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>Somebody answers where the engine should, and takes no study: the trader reads why on his chart.</summary>
public sealed class RefusedBridgeTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-refused-");

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_replaced_token_is_named_while_the_engine_refuses_it_and_taken_by_the_bridge_without_a_new_start()
    {
        var tokens = AccessTokens.OpenOrCreate(_folder.FullName);
        var old = tokens[AccessRole.Operate];
        var asked = AccessToken.CreateRandom();
        using var engine = await GrpcEngine.StartAsync(takes: header => asked.IsIn(header));
        using var bridge = Bridge(engine.Address);
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1) { Token = old };
        study.SayHello();
        Eventually.True(
            () => Told(study, "the engine refuses the bridge's token: both need one CredentialsFolder"),
            "the token is named",
            study
        );

        var file = AccessTokens.FileOf(_folder.FullName, AccessRole.Operate);
        await File.WriteAllBytesAsync(file, asked.Bytes.ToArray());
        // A file system may keep time in whole seconds.
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(10));
        Eventually.True(() => study.EngineConnected, "the bridge reads the file anew", study);

        using var other = new ScriptedStudy(bridge.Endpoint, epoch: 2) { Token = old };
        other.SayHello();
        Eventually.True(() => other.Refusals.Any(refused => refused.Code == "no_credential"), "the old one is worth nothing", other);
        await bridge.StopAsync();
    }

    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [TestCase("220 somebody's own protocol\r\n")]
    public async Task Another_program_on_the_engines_port_is_named(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, Encoding.ASCII.GetBytes(answer));
        using var bridge = Bridge(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1)
        {
            Token = AccessTokens.OpenOrCreate(_folder.FullName)[AccessRole.Operate],
        };
        study.SayHello();
        Eventually.True(() => Told(study, "another program has the engine's port"), "it is named", study);
        await bridge.StopAsync();
        listener.Stop();
        await answering;
    }

    private static bool Told(ScriptedStudy study, string text) =>
        study.Received.Any(f => f.Heartbeat is { EngineConnected: false } beat && beat.Text == text);

    private static async Task AnswerAsync(TcpListener listener, byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[1_024]);
                await stream.WriteAsync(answer);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private BridgeServer Bridge(Uri engine) =>
        BridgeServer.Start(
            new BridgeSettings
            {
                StudyEndpoint = "tcp://127.0.0.1:*",
                EngineAddress = engine.ToString(),
                CredentialsFolder = _folder.FullName,
                StudySilenceMs = 30_000,
            },
            TimeProvider.System,
            Logger.None
        );
}
