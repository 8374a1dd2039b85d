using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>Sends what our own client would never send.</summary>
internal static class PlainRequest
{
    /// <summary>A body that never ends.</summary>
    public static HttpContent OpenBody => new Endless();

    public static async Task<PlainResponse> SendAsync(
        Uri server,
        string path,
        HttpContent body,
        params (string Name, string Value)[] headers
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        body.Headers.ContentType ??= new MediaTypeHeaderValue("application/grpc");
        foreach ((var name, var value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var patience = new CancellationTokenSource(Text.Patience);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var trailersOnly = response.Headers.Contains("grpc-status");
        if (!trailersOnly)
            await response.Content.ReadAsByteArrayAsync(patience.Token);

        var block = trailersOnly ? response.Headers : response.TrailingHeaders;
        return new PlainResponse(
            response.StatusCode,
            trailersOnly,
            block.TryGetValues("grpc-status", out var code) ? (GrpcStatusCode)int.Parse(code.Single(), CultureInfo.InvariantCulture) : null,
            block.TryGetValues("grpc-message", out var text) ? text.Single() : ""
        );
    }

    private sealed class Endless : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            await new TaskCompletionSource().Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
