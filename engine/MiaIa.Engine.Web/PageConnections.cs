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

    private readonly LinkedList<Stranger> _silent = [];
    private readonly LinkedList<Stranger> _heard = [];
    private readonly Lock _gate = new();
    private readonly TimeSpan _silenceMax;

    /// <summary>Guards a port.</summary>
    /// <param name="silenceMax">How long a connection may be silent at first; the default is five seconds.</param>
    public PageConnections(TimeSpan? silenceMax = null) => _silenceMax = silenceMax ?? TimeSpan.FromSeconds(5);

    /// <summary>Passes a connection on once it has said something.</summary>
    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(next);
        var stranger = new Stranger(this, connection);
        connection.Features.Set(stranger);
        Enter(stranger);
        try
        {
            if (!await SpeaksAsync(connection).ConfigureAwait(false))
            {
                connection.Abort();
                return;
            }

            Hear(stranger);
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Leave(stranger);
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

    private void Enter(Stranger stranger)
    {
        Stranger? oldest = null;
        lock (_gate)
        {
            _silent.AddLast(stranger.Place);
            if (_silent.Count + _heard.Count > StrangersMax)
                oldest = (_silent.Count > 1 ? _silent : _heard).First!.Value;
            oldest?.Place.List!.Remove(oldest.Place);
        }

        oldest?.TurnOut();
    }

    private void Hear(Stranger stranger)
    {
        lock (_gate)
        {
            // It may have been turned out in between.
            if (stranger.Place.List != _silent)
                return;
            _silent.Remove(stranger.Place);
            _heard.AddLast(stranger.Place);
        }
    }

    private void Leave(Stranger stranger)
    {
        lock (_gate)
            stranger.Place.List?.Remove(stranger.Place);
    }

    /// <summary>A connection that has shown no key yet; every request on it finds this among its features.</summary>
    internal sealed class Stranger
    {
        private readonly PageConnections _connections;
        private readonly ConnectionContext _connection;
        private volatile bool _isKnown;

        internal Stranger(PageConnections connections, ConnectionContext connection)
        {
            _connections = connections;
            _connection = connection;
            Place = new(this);
        }

        internal LinkedListNode<Stranger> Place { get; }

        /// <summary>A request on it showed a key that counts: from here on it stays.</summary>
        internal void Know()
        {
            if (_isKnown)
                return;

            _isKnown = true;
            _connections.Leave(this);
        }

        internal void TurnOut() =>
            _connection.Abort(new ConnectionAbortedException("many connect and show no key, and this one has been silent longest"));
    }
}
