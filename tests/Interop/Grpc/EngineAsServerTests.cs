using System.Text.Json;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using Serilog;

namespace Interop.Grpc;

/// <summary>The engine itself, asked by clients that we did not write: its schema is all that they know of it.</summary>
[TestFixture("grpcio")]
[TestFixture("grpc-js")]
public sealed class EngineAsServerTests
{
    private static readonly string[] Cases =
    [
        "health",
        "reflection",
        "attach",
        "attach_malformed",
        "attach_oversized",
        "without_token",
        "state",
    ];

    private readonly string _peer;
    private readonly Dictionary<string, string> _outcomes = [];

    public EngineAsServerTests(string peer) => _peer = peer;

    [OneTimeSetUp]
    public async Task RunEveryCase()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-interop-");
        try
        {
            var settings = new EngineSettings
            {
                Port = 0,
                CredentialsFolder = TestAccess.Folder,
                Journal = new JournalSettings { Directory = folder.FullName },
            };
            await using var engine = await EngineServer.StartAsync(settings, new LoggerConfiguration().CreateLogger());
            using var client = await PeerProcess.StartAsync(
                _peer,
                "engine_client",
                engine.Address.Authority,
                TestAccess.Tokens[AccessRole.Operate].HeaderValue
            );
            foreach (var line in await client.LinesAsync())
            {
                using var report = JsonDocument.Parse(line);
                _outcomes[report.RootElement.GetProperty("case").GetString()!] = report.RootElement.GetProperty("outcome").GetString()!;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void As_client_of_the_engine(string name) =>
        Assert.That(_outcomes.GetValueOrDefault(name, "the peer did not run it"), Is.EqualTo("ok"));
}
