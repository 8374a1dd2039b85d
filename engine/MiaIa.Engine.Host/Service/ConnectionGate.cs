using System.Buffers;
using System.Net;
using MiaIa.Hosting.Callers;
using Microsoft.AspNetCore.Connections;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Lets a connection in once it has said the greeting of HTTP/2, which every gRPC client says at once. Who connects and is silent, or speaks
/// something else, is gone after three seconds. Of those that have not proved a role yet, greeted or not, the one that has waited longest makes
/// room when there are many, so that no number of strangers keeps out a client.
/// </summary>
internal sealed class ConnectionGate
{
    private const int WaitingMax = 128;
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(3);

    private readonly Strangers _strangers = new(WaitingMax, "many connect and prove nothing, this one first");

    private static ReadOnlySpan<byte> Greeting => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Takes it as a stranger until a call on it proves a role; before TLS, so that who is silent there is one, too.</summary>
    internal async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var stranger = _strangers.Enter(
            (connection.RemoteEndPoint as IPEndPoint)?.Address,
            why => connection.Abort(new ConnectionAbortedException(why))
        );
        connection.Features.Set(stranger);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            stranger.Leave();
        }
    }

    /// <summary>Waits for the greeting; behind TLS where there is any.</summary>
    internal static async Task GreetAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await TryGreetAsync(connection).ConfigureAwait(false))
            await next(connection).ConfigureAwait(false);
        else
            connection.Abort();
    }

    private static async Task<bool> TryGreetAsync(ConnectionContext connection)
    {
        using var limit = new CancellationTokenSource(GreetingLimit);
        try
        {
            return await TryReadAsync(connection, limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return false;
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
