using System.Net;
using System.Net.Sockets;

namespace MiaIa.Bridge.Starting;

/// <summary>Whether anybody listens where the engine should. Only the system is asked: a frozen engine is there, too.</summary>
internal static class EnginePort
{
    // A refusal takes two seconds on Windows, an answer from this machine no time at all.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);

    /// <summary>Connects and hangs up.</summary>
    internal static async Task<bool> AnswersAsync(Uri engine, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(AnswerMax);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(engine.DnsSafeHost, engine.Port), limit.Token).ConfigureAwait(false);
            // TCP connects a socket with itself when the port is one that the system hands out and nobody listens there.
            return !Equals(socket.LocalEndPoint, socket.RemoteEndPoint);
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }
}
