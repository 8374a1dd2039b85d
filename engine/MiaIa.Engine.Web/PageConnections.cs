using System.Net;
using MiaIa.Hosting.Callers;
using Microsoft.AspNetCore.Connections;

namespace MiaIa.Engine.Web;

/// <summary>
/// The connections of one of the page's ports. A browser says something as soon as it has connected, and within a request or two shows its key: who
/// is silent is gone after five seconds, and of those that have shown no key the one that has been silent longest, or else has waited longest, makes
/// room for the next. What has shown a key stays. So no number of strangers keeps a page out, or its Halt.
/// </summary>
public sealed class PageConnections
{
    /// <summary>As many as have shown no key at once.</summary>
    public const int StrangersMax = 128;

    private readonly Strangers _strangers = new(StrangersMax, "many connect and show no key, and this one has been silent longest");
    private readonly TimeSpan _silenceMax;

    /// <summary>Guards a port.</summary>
    /// <param name="silenceMax">How long a connection may be silent at first; the default is five seconds.</param>
    public PageConnections(TimeSpan? silenceMax = null) => _silenceMax = silenceMax ?? TimeSpan.FromSeconds(5);

    /// <summary>Passes a connection on once it has said something.</summary>
    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(next);
        var stranger = _strangers.Enter(
            (connection.RemoteEndPoint as IPEndPoint)?.Address,
            why => connection.Abort(new ConnectionAbortedException(why))
        );
        connection.Features.Set(stranger);
        try
        {
            if (!await SpeaksAsync(connection).ConfigureAwait(false))
            {
                connection.Abort();
                return;
            }

            stranger.Hear();
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            stranger.Leave();
        }
    }

    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        using var limit = new CancellationTokenSource(_silenceMax);
        try
        {
            var input = connection.Transport.Input;
            var read = await input.ReadAsync(limit.Token).ConfigureAwait(false);
            // Looked at, not used up: whoever reads next is to have all of it.
            input.AdvanceTo(read.Buffer.Start);
            return !read.Buffer.IsEmpty;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
