using System.Net.Http.Headers;
using Google.Protobuf;
using MiaIa.V1;

namespace Performance.Page;

/// <summary>
/// What a browser asks of the engine while somebody looks at one of the page's views, without the browser: its stream, the alerts, and what the view
/// itself asks. Answers are read and thrown away, since what a browser does with them is no cost of the engine.
/// </summary>
internal sealed class Watcher : IAsyncDisposable
{
    private const string System = "/miaia.v1.Machine/Look";
    private const string Gamma = "/miaia.v1.Gamma/GetGamma";
    private const string Day = "/miaia.v1.Days/Look";

    /// <summary>Two browsers look at Trade, one at each of the others; a view is a call and how often it is made.</summary>
    internal static readonly (string Path, IMessage Question, TimeSpan Every)?[] Views =
    [
        null,
        null,
        (Gamma, new GetGammaRequest(), TimeSpan.FromSeconds(2)),
        (Day, new LookAtDayRequest(), TimeSpan.FromSeconds(5)),
        (System, new LookAtMachineRequest(), TimeSpan.FromSeconds(1)),
    ];

    private static readonly TimeSpan AlertsEvery = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private readonly PageDoor _door;
    private readonly Task _asking;
    private long _bytes;

    internal Watcher(PageDoor door, (string Path, IMessage Question, TimeSpan Every)? view)
    {
        _door = door;
        _asking = Task.WhenAll(
            StreamAsync(),
            AskAsync("/miaia.v1.Alerts/List", new ListAlertsRequest(), AlertsEvery),
            view is { } look ? AskAsync(look.Path, look.Question, look.Every) : Task.CompletedTask
        );
    }

    /// <summary>Received by all its calls.</summary>
    internal long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _asking;
        }
        catch (OperationCanceledException)
        {
            // That is how its calls end.
        }

        _client.Dispose();
        _stop.Dispose();
    }

    private async Task StreamAsync()
    {
        using var answer = await SendAsync("/miaia.v1.Page/Watch", new WatchPageRequest());
        await ReadAsync(answer);
        throw new InvalidOperationException("the engine ended a watcher's stream");
    }

    private async Task AskAsync(string path, IMessage question, TimeSpan every)
    {
        while (true)
        {
            using (var answer = await SendAsync(path, question))
                await ReadAsync(answer);
            await Task.Delay(every, _stop.Token);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, IMessage message)
    {
        var body = message.ToByteArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_door.Streams, path))
        {
            Content = new ByteArrayContent([0, 0, 0, 0, (byte)body.Length, .. body]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web+proto");
        request.Headers.Add("Origin", _door.Page.GetLeftPart(UriPartial.Authority));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _door.Key);
        var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        return answer.EnsureSuccessStatusCode();
    }

    private async Task ReadAsync(HttpResponseMessage answer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(_stop.Token);
        var bytes = new byte[65_536];
        while (await stream.ReadAsync(bytes, _stop.Token) is var length and > 0)
            Interlocked.Add(ref _bytes, length);
    }
}
