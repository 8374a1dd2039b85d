using System.Net.Sockets;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Client;

/// <summary>What an exception of the platform's HTTP client means as a status.</summary>
internal static class ClientFailure
{
    public static GrpcStatus StatusOf(Exception failure, Uri address)
    {
        var server = $"{address.Scheme}://{address.Authority}";
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case GrpcStatusException known:
                    return known.Status;
                // The platform reports its own unanswered ping as a protocol error; only the text tells it from the server's.
                case HttpProtocolException silent when silent.Message.Contains("ping", StringComparison.OrdinalIgnoreCase):
                    return new GrpcStatus(GrpcStatusCode.Unavailable, $"{server} did not answer a ping and counts as gone.");
                // GOAWAY without an error: a server that stops. Only the text tells it from a stream that was reset.
                case HttpProtocolException { ErrorCode: 0 } stopped
                    when stopped.Message.Contains("closed the connection", StringComparison.OrdinalIgnoreCase):
                    return new GrpcStatus(GrpcStatusCode.Unavailable, $"{server} closed the connection: it is stopping.");
                case HttpProtocolException reset:
                    return new GrpcStatus(
                        StatusMapping.FromHttp2Error(reset.ErrorCode),
                        $"{server} ended the stream or the connection with HTTP/2 error 0x{reset.ErrorCode:x}."
                    );
                case SocketException socket:
                    return new GrpcStatus(GrpcStatusCode.Unavailable, $"{server}: {socket.Message}");
                case TimeoutException timeout:
                    return new GrpcStatus(GrpcStatusCode.Unavailable, $"{server}: {timeout.Message}");
                default:
                    continue;
            }
        }

        return failure is HttpRequestException or IOException or ObjectDisposedException
            ? new GrpcStatus(GrpcStatusCode.Unavailable, $"{server}: {failure.Message}")
            : new GrpcStatus(GrpcStatusCode.Unknown, $"{server}: {failure.GetType().Name}: {failure.Message}");
    }
}
