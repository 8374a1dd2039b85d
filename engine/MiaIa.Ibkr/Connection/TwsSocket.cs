using System.IO.Pipelines;
using System.Net.Sockets;

namespace MiaIa.Ibkr.Connection;

/// <summary>One TCP connection: bytes in through a pipe, frames out one by one.</summary>
internal sealed class TwsSocket : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;

    private TwsSocket(TcpClient client, TimeSpan limit, TimeProvider time)
    {
        _client = client;
        _stream = client.GetStream();
        _limit = limit;
        _time = time;
        Input = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 65_536, leaveOpen: true));
    }

    public PipeReader Input { get; }

    public static async Task<TwsSocket> ConnectAsync(string host, int port, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        var client = new TcpClient { NoDelay = true };
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await client.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            return new TwsSocket(client, limit, time);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (e is SocketException)
                throw Unreachable($"{host}:{port} cannot be reached ({e.Message})", e);
            if (e is OperationCanceledException && late.IsCancellationRequested)
                throw Unreachable($"{host}:{port} did not answer within {limit.TotalSeconds} s", e);
            throw;
        }
    }

    /// <summary>Writes all bytes. A caller's own cancellation has no place here: half a frame would break the stream.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        using var late = new CancellationTokenSource(_limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ended);
        try
        {
            await _stream.WriteAsync(bytes, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw new TwsException(
                new SessionEnd(SessionEndCause.WriteBlocked, $"the Gateway took no bytes for {_limit.TotalSeconds} s: restart it"),
                e
            );
        }
        catch (IOException e)
        {
            throw new TwsException(new SessionEnd(SessionEndCause.ClosedByGateway, $"the Gateway hung up ({e.Message})"), e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private static TwsException Unreachable(string what, Exception inner) =>
        new(
            new SessionEnd(SessionEndCause.CannotConnect, what + ": is IB Gateway running, and its API socket enabled on this port?"),
            inner
        );
}
