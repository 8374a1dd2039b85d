using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Lets a connection in once it has said the greeting of HTTP/2, which every gRPC client says at once. Who connects and is silent, or speaks
/// something else, is gone after three seconds and has cost a socket.
/// </summary>
internal static class ConnectionGate
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(3);

    private static ReadOnlySpan<byte> Greeting => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    internal static async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await TryGreetAsync(connection).ConfigureAwait(false))
            await next(connection).ConfigureAwait(false);
        else
            connection.Abort();
    }

    private static async Task<bool> TryGreetAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var limit = new CancellationTokenSource(GreetingLimit);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(limit.Token).ConfigureAwait(false);
                var length = (int)Math.Min(read.Buffer.Length, Greeting.Length);
                var isGreeting = Says(read.Buffer.Slice(0, length));
                var isWhole = length == Greeting.Length;
                // What is looked at and not used up is waited for again, and the next reader is to have the whole of it.
                input.AdvanceTo(read.Buffer.Start, isGreeting && isWhole ? read.Buffer.Start : read.Buffer.End);
                if (!isGreeting || isWhole || read.IsCompleted)
                    return isGreeting && isWhole;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private static bool Says(ReadOnlySequence<byte> heard)
    {
        Span<byte> bytes = stackalloc byte[Greeting.Length];
        heard.CopyTo(bytes);
        return Greeting.StartsWith(bytes[..(int)heard.Length]);
    }
}
