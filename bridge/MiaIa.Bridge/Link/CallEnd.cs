using System.Net.Sockets;
using Grpc.Core;

namespace MiaIa.Bridge.Link;

/// <summary>How a call ended, in words for the log: gRPC's own name the layer that noticed, not what happened.</summary>
internal static class CallEnd
{
    /// <summary>Why somebody who answers takes no call, in words for the trader; empty when nobody answers, or the engine stops.</summary>
    internal static string Refusal(RpcException ended)
    {
        if (ended.StatusCode == StatusCode.Unauthenticated)
            return "the engine refuses the bridge's token: both need one CredentialsFolder";
        return IsOfAnotherProgram(ended) ? "another program has the engine's port" : "";
    }

    private static bool IsOfAnotherProgram(RpcException ended)
    {
        // gRPC's own words for an answer that is HTTP and no gRPC.
        if (ended.Status.Detail.StartsWith("Bad gRPC response", StringComparison.Ordinal))
            return true;
        for (var cause = ended.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpProtocolException { ErrorCode: not 0 } broken:
                    return !IsOfSilence(broken);
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return true;
                default:
                    continue;
            }
        }

        return false;
    }

    // The platform reports its own unanswered ping as a protocol error; only the text tells it from the engine's.
    private static bool IsOfSilence(HttpProtocolException fault) => fault.Message.Contains("ping", StringComparison.OrdinalIgnoreCase);

    internal static string Describe(RpcException ended)
    {
        for (var cause = ended.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException socket:
                    return $"{StatusCode.Unavailable}: the engine cannot be reached: {socket.Message}";
                case HttpProtocolException silent when IsOfSilence(silent):
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
