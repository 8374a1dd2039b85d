using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>Counts how many sessions live at the same time.</summary>
internal sealed class CountedSessions
{
    private readonly Lock _lock = new();
    private int _alive;

    public int AliveMax { get; private set; }

    public int Opened { get; private set; }

    public ITwsSession Open(TwsSettings settings, IMessageSink sink) =>
        new Counted(this, new TwsConnection(settings, sink, TimeProvider.System));

    private sealed class Counted(CountedSessions count, TwsConnection session) : ITwsSession
    {
        public Task<SessionEnd> Ended => session.Ended;

        public Task OpenAsync(CancellationToken cancel)
        {
            lock (count._lock)
            {
                count.Opened++;
                count.AliveMax = Math.Max(count.AliveMax, ++count._alive);
            }
            return session.OpenAsync(cancel);
        }

        public Task SendAsync(Request request, CancellationToken cancel) => session.SendAsync(request, cancel);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            lock (count._lock)
                count._alive--;
        }
    }
}
