using System.Net;
using System.Text;
using System.Text.Json;
using MiaIa.Hosting;

namespace MiaIa.Alerts.Channels;

/// <summary>Posts JSON to an address that is a secret: whoever knows it can write there.</summary>
public sealed class WebhookChannel : IAlertChannel
{
    private const int AnswerCharactersMax = 200;

    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly Func<AlertNotice, string> _body;

    /// <summary>A channel that is ready; nothing is sent before the first message.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">Less serious alerts are not sent.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="body">Makes the JSON.</param>
    /// <param name="client">From <see cref="ClientOf"/>.</param>
    public WebhookChannel(string name, AlertSeverity least, Uri address, Func<AlertNotice, string> body, HttpClient client)
    {
        (Name, Least) = (name, least);
        (_address, _body, _client) = (address, body, client);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public AlertSeverity Least { get; }

    /// <summary>A client for all webhooks. It follows nobody elsewhere: an address that is a secret must not be handed on.</summary>
    /// <param name="roots">Certificates that are trusted instead of the system's; null = the system's.</param>
    public static HttpClient ClientOf(TrustedRoots? roots)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (roots is not null)
            handler.SslOptions.CertificateChainPolicy = roots.Policy();
        return new HttpClient(handler, disposeHandler: true) { MaxResponseContentBufferSize = 65_536, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task SendAsync(AlertNotice notice, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(_body(notice), Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(_address, content, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
                return;
            var said = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new ChannelException(
                $"answered {(int)answer.StatusCode}: {WithoutSecret(PrintableText.From(said, AnswerCharactersMax))}",
                isFinal: IsFinal(answer.StatusCode),
                PauseOf(answer, said)
            );
        }
        catch (HttpRequestException failure)
        {
            var why = failure.GetBaseException().Message;
            throw new ChannelException(
                $"{_address.Host} cannot be reached: {WithoutSecret(PrintableText.From(why))}",
                isFinal: false,
                cause: failure
            );
        }
    }

    // What was wrong with this message will be wrong with it again. Too many, or their own fault, passes.
    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 300 and < 500 && status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);

    private static TimeSpan? PauseOf(HttpResponseMessage answer, string said)
    {
        if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            return null;
        if (answer.Headers.RetryAfter?.Delta is { } delta)
            return delta;
        try
        {
            // Telegram says it in the body.
            using var json = JsonDocument.Parse(said);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("parameters", out var parameters)
                && parameters.ValueKind == JsonValueKind.Object
                && parameters.TryGetProperty("retry_after", out var after)
                && after.ValueKind == JsonValueKind.Number
                && after.TryGetInt32(out var seconds)
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 3_600))
                : null;
        }
        catch (JsonException)
        {
            // It is no JSON, and says nothing of a pause.
            return null;
        }
    }

    // Some say back what they were asked.
    private string WithoutSecret(string text)
    {
        var path = _address.PathAndQuery;
        foreach (var part in path.Split('/', '?', '&', '=').Where(part => part.Length >= 8).Prepend(path))
            text = text.Replace(part, part.Length > 1 ? "(secret)" : part, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
