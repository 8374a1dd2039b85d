using System.Net;
using System.Net.Sockets;
using MiaIa.Cli.Programs;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Tls;

namespace MiaIa.Cli.Doctor;

/// <summary>The page's two ports: free, held by our page, or by another program; and for whom the page is.</summary>
internal static class PageChecks
{
    private const string Otherwise = "the engine runs without its page then";

    internal static async Task<IReadOnlyList<Check>> RunAsync(ProgramSettings engine)
    {
        var page = new PageSettings
        {
            Enabled = engine.Flag("Page:Enabled"),
            Address = engine.Text("Page:Address"),
            Hosts = engine.Texts("Page:Hosts"),
        };
        var asks = engine.Text("Tls:ClientAuthority").Length > 0;
        var listen = page.AddressBeside(engine.Text("Address"));
        using var client = ClientTo(page, listen, engine);
        var checks = new List<Check>();
        if (ServedPorts.OfPage(engine) is { } files)
            checks.Add(await OfAsync("port of the page", files, "places.json", "\"streams\":", page.IsElsewhere && asks));
        // Nothing is served there but to the page itself, and that is what it says.
        if (ServedPorts.OfStreams(engine) is { } streams)
            checks.Add(await OfAsync("port of the streams", streams, "", "only the page itself", asksForCallers: false));
        return checks;

        async Task<Check> OfAsync(string name, int port, string path, string mark, bool asksForCallers)
        {
            if (PortChecks.IsFree(listen, port))
                return Check.Ok(name, $"{port}: free{ForWhom(page)}");
            if (asksForCallers)
                return Check.NotKnown(name, $"{port}: held, and only callers of Tls:ClientAuthority see by whom");
            return await PortChecks.SaysAsync(client, PlaceOf(page, listen, port, path), mark)
                ? Check.Ok(name, $"{port}: held by our page{ForWhom(page)}")
                : Check.Warn(name, $"{port}: held by another program; {Otherwise}", PortChecks.ToDo);
        }
    }

    private static string ForWhom(PageSettings page) => page.IsElsewhere ? $", for other machines as {string.Join(", ", page.Hosts)}" : "";

    private static Uri PlaceOf(PageSettings page, IPAddress listen, int port, string path) =>
        page.IsElsewhere
            ? new UriBuilder("https", page.Hosts[0], port, path).Uri
            : new UriBuilder("http", new IPEndPoint(listen, 0).ToString()[..^2], port, path).Uri;

    // Whatever it is called, it is here; and its own certificate is the one to trust.
    private static HttpClient ClientTo(PageSettings page, IPAddress listen, ProgramSettings engine)
    {
        if (!page.IsElsewhere)
            return new HttpClient();
        using var tls = TlsCalls.Open(engine.PathAt("Tls:Certificate"), "", "", DateTimeOffset.UtcNow);
        var here =
            listen.Equals(IPAddress.Any) ? IPAddress.Loopback
            : listen.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : listen;
        return new HttpClient(
            new SocketsHttpHandler
            {
                SslOptions = tls.Options,
                ConnectCallback = async (context, cancellation) =>
                {
                    var socket = new Socket(here.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(here, context.DnsEndPoint.Port, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );
    }
}
