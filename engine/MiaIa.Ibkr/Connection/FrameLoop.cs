using System.IO.Pipelines;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Connection;

/// <summary>Reads the socket until the session is over, and says why when it is the first to know.</summary>
internal sealed class FrameLoop(
    TwsSocket socket,
    MessageDecoder decoder,
    IMessageSink receiver,
    SessionLife life,
    Func<bool, SessionEnd> hungUp
)
{
    private bool _hasHeard;

    public async Task RunAsync()
    {
        try
        {
            while (Deliver(await ReadAsync().ConfigureAwait(false)))
                receiver.EndOfRead();
            receiver.EndOfRead();
            var end = hungUp(!_hasHeard);
            life.End(end.Cause, end.Text);
        }
        catch (OperationCanceledException) when (life.Ended.IsCompleted)
        {
            // The session is over for another reason, which it tells itself.
        }
        catch (FrameLengthException e)
        {
            life.End(SessionEndCause.BrokenStream, e.Message);
        }
        catch (TwsException e)
        {
            life.End(e.End.Cause, e.End.Text);
        }
        catch (Exception e)
        {
            life.End(SessionEndCause.ReceiverFailed, $"the receiver of the messages failed: {e}");
        }
    }

    /// <summary>Only the socket's own trouble is the Gateway's; what the receiver throws keeps its type.</summary>
    private async Task<ReadResult> ReadAsync()
    {
        try
        {
            return await socket.Input.ReadAsync(life.Ending).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            var end = hungUp(!_hasHeard);
            throw new TwsException(end with { Text = $"{end.Text} ({e.Message})" }, e);
        }
    }

    /// <summary>False when the Gateway has hung up.</summary>
    private bool Deliver(ReadResult read)
    {
        var buffer = read.Buffer;
        while (FrameReader.TryRead(ref buffer, out var payload))
        {
            _hasHeard = true;
            decoder.Decode(payload);
        }
        socket.Input.AdvanceTo(buffer.Start, buffer.End);
        return !read.IsCompleted;
    }
}
