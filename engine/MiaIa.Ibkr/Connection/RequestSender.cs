using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Connection;

/// <summary>
/// Sends requests one by one through the one token bucket of the session. Who comes while another waits for a token waits too: the queue is
/// as long as there are callers, and none of them is dropped.
/// </summary>
internal sealed class RequestSender(TwsSocket socket, int serverVersion, TokenBucket bucket, SessionLife life, TimeProvider time)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly RequestWriter _writer = new(serverVersion);

    public async Task SendAsync(Request request, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.Ending);
        await life.WaitAsync(_turn.WaitAsync(either.Token), cancel).ConfigureAwait(false);
        try
        {
            var frame = request.WriteTo(_writer);
            var wait = bucket.Take();
            if (wait > TimeSpan.Zero)
                await life.WaitAsync(Task.Delay(wait, time, either.Token), cancel).ConfigureAwait(false);
            await life.WaitAsync(socket.WriteAsync(frame, life.Ending), CancellationToken.None).ConfigureAwait(false);
        }
        catch (TwsException e)
        {
            throw life.Fail(e.End.Cause, e.End.Text, e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for the request that is being sent; the session has ended before, so nobody else waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _turn.Dispose();
    }
}
