using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MiaIa.Cli.Engine;
using MiaIa.Hosting.Credentials;

namespace Performance.Page;

/// <summary>How watchers reach an engine's page.</summary>
/// <param name="Page">Files and commands.</param>
/// <param name="Streams">Streams, and what a view asks.</param>
/// <param name="Key">For watching.</param>
internal sealed record PageDoor(Uri Page, Uri Streams, string Key)
{
    /// <summary>Enters as a browser does, by a link.</summary>
    internal static async Task<PageDoor> EnterAsync(Uri engine, string credentials)
    {
        using var connection = new EngineConnection(engine, AccessTokens.Open(credentials, AccessRole.Operate));
        var link = new Uri((await connection.InviteAsync(watchOnly: true)).Address);
        var page = new Uri(link.GetLeftPart(UriPartial.Authority));
        using var client = new HttpClient { BaseAddress = page };
        var places = await client.GetStringAsync(new Uri("/places.json", UriKind.Relative));
        var port = int.Parse(places[(places.IndexOf(':', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/enter")
        {
            Content = new StringContent(link.Fragment["#enter=".Length..]),
        };
        request.Headers.Add("Origin", page.GetLeftPart(UriPartial.Authority));
        using var answer = await client.SendAsync(request);
        var key = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return new PageDoor(page, new UriBuilder(page) { Port = port }.Uri, key);
    }

    /// <summary>A port that nobody has.</summary>
    internal static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
