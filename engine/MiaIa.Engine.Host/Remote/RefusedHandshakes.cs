using System.Net;
using MiaIa.Engine.Host.Logging;
using Microsoft.AspNetCore.Connections;

namespace MiaIa.Engine.Host.Remote;

/// <summary>
/// Counts the connections that end before TLS stands, on every port that has it: no certificate where one is asked for, a stranger's, something else
/// than TLS, or silence. Kestrel says nothing of them. One line a minute at most: whoever tries again and again must not fill the log.
/// </summary>
internal sealed class RefusedHandshakes(LogMessages log, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _count;
    private long _said;
    private long? _saidAt;

    /// <summary>Since the start.</summary>
    internal long Count => Interlocked.Read(ref _count);

    /// <summary>To stand before TLS.</summary>
    internal async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var handshake = new Handshake();
        connection.Features.Set(handshake);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            if (!handshake.IsDone)
                Add((connection.RemoteEndPoint as IPEndPoint)?.Address);
        }
    }

    /// <summary>To stand behind TLS: whoever gets here has been let in.</summary>
    internal static Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<Handshake>() is { } handshake)
            handshake.IsDone = true;
        return next(connection);
    }

    /// <summary>One more.</summary>
    /// <param name="from">Whose it was.</param>
    internal void Add(IPAddress? from)
    {
        lock (_gate)
        {
            var count = Interlocked.Increment(ref _count);
            if (_saidAt is { } before && time.GetElapsedTime(before) < Every)
                return;
            log.HandshakesRefused(count - _said, from?.ToString() ?? "?", count);
            (_said, _saidAt) = (count, time.GetTimestamp());
        }
    }

    private sealed class Handshake
    {
        internal bool IsDone { get; set; }
    }
}
