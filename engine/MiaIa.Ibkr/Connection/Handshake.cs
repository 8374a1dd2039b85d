using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Connection;

/// <summary>From nothing to a socket whose server version is known, through redirections.</summary>
internal static class Handshake
{
    private const int RedirectionsMax = 3;

    public static async Task<(TwsSocket Socket, int Version)> RunAsync(
        TwsSettings settings,
        TimeProvider time,
        Action<ConnectionStep> step,
        CancellationToken cancel
    )
    {
        var host = settings.Host;
        var port = settings.Port;
        for (var redirections = 0; redirections <= RedirectionsMax; redirections++)
        {
            var socket = await TwsSocket.ConnectAsync(host, port, settings.SocketLimit, time, cancel).ConfigureAwait(false);
            var isKept = false;
            try
            {
                await socket
                    .WriteAsync(Hello.Bytes(settings.OfferedMin, settings.OfferedMax, settings.ConnectOptions), cancel)
                    .ConfigureAwait(false);
                step(ConnectionStep.HelloSent);
                var answer = await AnswerAsync(socket, $"{host}:{port}", settings.HelloLimit, time, cancel).ConfigureAwait(false);
                isKept = ServerVersion.IsRead(answer.Version);
                if (isKept)
                    return (socket, answer.Version);
                if (!answer.TryRedirect(out host, out port))
                    throw Over(SessionEndCause.VersionRefused, ServerVersion.RefusalOf(answer.Version));
                step(ConnectionStep.Redirected);
            }
            finally
            {
                if (!isKept)
                    await socket.DisposeAsync().ConfigureAwait(false);
            }
        }
        throw Over(
            SessionEndCause.RedirectedTooOften,
            $"the Gateway sent the client elsewhere more than {RedirectionsMax} times, last to {host}:{port}"
        );
    }

    private static async Task<ServerHello> AnswerAsync(
        TwsSocket socket,
        string address,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            while (true)
            {
                var read = await socket.Input.ReadAsync(either.Token).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (FrameReader.TryRead(ref buffer, out var payload))
                {
                    if (ServerHello.Read(payload) is not { } hello)
                        continue;
                    // What stands behind the answer is left for the session to read.
                    socket.Input.AdvanceTo(buffer.Start);
                    return hello;
                }
                socket.Input.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    throw Over(
                        SessionEndCause.ClosedByGateway,
                        $"{address} hung up before it answered the hello: does the Gateway trust this address?"
                    );
                }
            }
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw Over(
                SessionEndCause.NoHello,
                $"{address} accepted the connection and did not answer the hello within {limit.TotalSeconds} s: the Gateway hangs, restart it",
                e
            );
        }
        catch (FrameLengthException e)
        {
            throw Over(SessionEndCause.BrokenStream, $"{address} speaks no TWS protocol: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw Over(SessionEndCause.ClosedByGateway, $"{address} hung up before it answered the hello ({e.Message})", e);
        }
    }

    private static TwsException Over(SessionEndCause cause, string text, Exception? inner = null) =>
        new(new SessionEnd(cause, text), inner);
}
