using System.Net.Sockets;
using Grpc.Core;

namespace MiaIa.Bridge.Link;

/// <summary>How a call ended, in words for the log: gRPC's own name the layer that noticed, not what happened.</summary>
internal static class CallEnd
{
    internal static string Describe(RpcException ended)
    {
        for (var cause = ended.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException socket:
                    return $"{StatusCode.Unavailable}: the engine cannot be reached: {socket.Message}";
                // The platform reports its own unanswered ping as a protocol error; only the text tells it from the engine's.
                case HttpProtocolException silent when silent.Message.Contains("ping", StringComparison.OrdinalIgnoreCase):
                    return $"{StatusCode.Unavailable}: the engine did not answer a ping and counts as gone";
                case HttpProtocolException { ErrorCode: 0 }:
                    return $"{StatusCode.Unavailable}: the engine closed the connection: it is stopping";
                case TimeoutException:
                    return $"{StatusCode.Unavailable}: the engine did not take the connection in time";
                default:
                    continue;
            }
        }

        return $"{ended.StatusCode}: {ended.Status.Detail}";
    }
}
