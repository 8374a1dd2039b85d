using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Lets a connection in once it has said the greeting of HTTP/2, which every gRPC client says at once. Who connects and is silent, or speaks
/// something else, is gone after three seconds, or sooner when many wait: then the one that has waited longest makes room, so that no
/// number of silent ones keeps out a client.
/// </summary>
internal sealed class ConnectionGate
{
    private const int WaitingMax = 128;
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(3);

    private readonly LinkedList<CancellationTokenSource> _waiting = [];
    private readonly Lock _gate = new();

    private static ReadOnlySpan<byte> Greeting => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    internal async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await TryGreetAsync(connection).ConfigureAwait(false))
            await next(connection).ConfigureAwait(false);
        else
            connection.Abort();
    }

    private async Task<bool> TryGreetAsync(ConnectionContext connection)
    {
        using var limit = new CancellationTokenSource(GreetingLimit);
        Enter(limit);
        try
        {
            return await TryReadAsync(connection, limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return false;
        }
        finally
        {
            lock (_gate)
                _waiting.Remove(limit);
        }
    }

    private void Enter(CancellationTokenSource limit)
    {
        lock (_gate)
        {
            _waiting.AddLast(limit);
            if (_waiting.Count <= WaitingMax)
                return;

            // Within the lock, before which nobody leaves and disposes of it; what follows from it runs elsewhere.
            _ = _waiting.First!.Value.CancelAsync();
            _waiting.RemoveFirst();
        }
    }

    private static async Task<bool> TryReadAsync(ConnectionContext connection, CancellationToken limit)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(limit).ConfigureAwait(false);
            var length = (int)Math.Min(read.Buffer.Length, Greeting.Length);
            var isGreeting = Says(read.Buffer.Slice(0, length));
            var isWhole = length == Greeting.Length;
            // What is looked at and not used up is waited for again, and the next reader is to have the whole of it.
            input.AdvanceTo(read.Buffer.Start, isGreeting && isWhole ? read.Buffer.Start : read.Buffer.End);
            if (!isGreeting || isWhole || read.IsCompleted)
                return isGreeting && isWhole;
        }
    }

    private static bool Says(ReadOnlySequence<byte> heard)
    {
        Span<byte> bytes = stackalloc byte[Greeting.Length];
        heard.CopyTo(bytes);
        return Greeting.StartsWith(bytes[..(int)heard.Length]);
    }
}
