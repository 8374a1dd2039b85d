using Grpc.Core;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;

namespace MiaIa.Engine.Web.Tests.Access;

/// <summary>A token that got into wrong hands, and whose file was replaced while the engine runs.</summary>
public sealed class ReplacedTokenTests
{
    [Test]
    public async Task The_old_one_is_worth_nothing_at_once_and_the_new_one_halts()
    {
        using var folder = new TemporaryFolder();
        using var credentials = new TemporaryFolder();
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = credentials.FullName,
            Journal = new JournalSettings { Directory = folder.FullName },
        };
        await using var engine = await EngineServer.StartAsync(settings, Logger.None);
        var old = AccessTokens.Open(credentials.FullName, AccessRole.Operate).HeaderValue;
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(engine.Address);
        var client = new V1.Engine.EngineClient(channel);
        Replace(credentials.FullName);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.HaltAsync(new HaltRequest(), With(old)));
        Assert.That(refused?.StatusCode, Is.EqualTo(StatusCode.Unauthenticated));
        var now = AccessTokens.Open(credentials.FullName, AccessRole.Operate).HeaderValue;
        Assert.That((await client.HaltAsync(new HaltRequest(), With(now))).Halted, Is.True);
    }

    [Test]
    public void The_keys_of_browsers_that_it_had_signed_are_worth_nothing_at_once()
    {
        using var credentials = new TemporaryFolder();
        var sessions = new PageSessions(AccessTokens.OpenOrCreate(credentials.FullName), new FakeTimeProvider(DateTimeOffset.UtcNow));
        Assert.That(sessions.TryEnter(sessions.Invite(AccessRole.Operate), out var key), Is.True);
        Assert.That(sessions.RoleOf($"Bearer {key}"), Is.EqualTo(AccessRole.Operate));
        Replace(credentials.FullName);
        Assert.That(sessions.RoleOf($"Bearer {key}"), Is.Null);
    }

    private static Metadata With(string header) => new() { { AccessToken.HeaderName, header } };

    private static void Replace(string folder)
    {
        using var elsewhere = new TemporaryFolder();
        AccessTokens.OpenOrCreate(elsewhere.FullName);
        File.Move(
            AccessTokens.FileOf(elsewhere.FullName, AccessRole.Operate),
            AccessTokens.FileOf(folder, AccessRole.Operate),
            overwrite: true
        );
    }
}
