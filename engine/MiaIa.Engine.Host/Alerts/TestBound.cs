using System.Globalization;
using MiaIa.Alerts.Book;
using MiaIa.Alerts.Channels;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>
/// Keeps tests within what those who receive allow, as alerts are: they go past the queues. The clock is the engine's, which never runs backwards.
/// </summary>
internal sealed class TestBound
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _sent = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>Counts one, unless it comes too early.</summary>
    /// <param name="at">Now.</param>
    /// <param name="wait">How long it is too early.</param>
    internal bool TryTake(DateTimeOffset at, out TimeSpan wait)
    {
        lock (_gate)
        {
            while (_sent.TryPeek(out var oldest) && at - oldest >= SurgeGuard.Window)
                _sent.Dequeue();
            var first = _sent.Count < SurgeGuard.PassedMax ? at : _sent.Peek() + SurgeGuard.Window;
            var after = _newest == DateTimeOffset.MinValue ? at : _newest + ChannelQueue.Gap;
            wait = (first > after ? first : after) - at;
            if (wait > TimeSpan.Zero)
                return false;
            _sent.Enqueue(_newest = at);
            return true;
        }
    }

    /// <summary>What is said to whom it refuses.</summary>
    internal static string Text(TimeSpan wait) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"no test was sent: at most one a second and {SurgeGuard.PassedMax} a minute are; try again in {Math.Ceiling(wait.TotalSeconds):0} s"
        );
}
