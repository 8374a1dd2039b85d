using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog.Core;

namespace MiaIa.Engine.Web.Tests;

/// <summary>A port of the page that another program has when the engine starts.</summary>
public sealed class PagePortTests
{
    [Test]
    public async Task It_is_taken_when_it_is_free_and_the_engine_serves_meanwhile()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            Journal = new JournalSettings { Directory = folder.FullName },
            Page = new PageSettings { Port = port },
        };
        await using var engine = await EngineServer.StartAsync(settings, Logger.None);
        await using var page = await PageServer.TryStartAsync(settings, engine, Logger.None);
        using var channel = TestAccess.Channel(engine.Address);
        var client = new V1.Page.PageClient(channel);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.InviteAsync(new InviteRequest()));
        Assert.That(refused?.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));

        other.Stop();
        using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Assert.That(await IsServedAsync(browser), Is.True);
        Assert.That((await client.InviteAsync(new InviteRequest())).Address, Does.StartWith($"http://127.0.0.1:{port}/"));
    }

    private static async Task<bool> IsServedAsync(HttpClient browser)
    {
        for (var until = DateTime.UtcNow.AddMinutes(1); DateTime.UtcNow < until; await Task.Delay(50))
        {
            try
            {
                using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException notYet)
            {
                TestContext.Out.WriteLine(notYet.Message);
            }
        }

        return false;
    }
}
