using System.Diagnostics.CodeAnalysis;

namespace MiaIa.Alerts.Channels;

/// <summary>
/// Which message of a channel is next. Critical ones come first, then those that were not tried yet, then the others in the order in which they came:
/// what has failed holds up nobody. Each is tried a few times, 2, 4, 8 … s apart; while the channel takes nothing at all only the first of those
/// that failed is tried again, so that an outage uses up the tries of one message at a time. Not safe for several threads.
/// </summary>
internal sealed class WaitingLine
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    private readonly List<WaitingNotice> _waiting = [];
    private readonly List<WaitingNotice> _tried = [];
    private long _numbers;
    private long _taken;
    private TimeSpan _leftAloneUntil;

    /// <summary>Messages that wait, with those that are being tried.</summary>
    internal int Count => _waiting.Count + _tried.Count;

    /// <summary>Whether a message waits, or is being tried, by which somebody will hear of an alert.</summary>
    internal bool Brings(ulong id) => _waiting.Concat(_tried).Any(one => !one.Notice.IsEnd && one.Notice.IsOf(id));

    /// <summary>Takes a message.</summary>
    /// <returns>How many made room for it: the oldest that are not critical.</returns>
    internal int Add(AlertNotice notice)
    {
        _waiting.Add(new WaitingNotice(notice, ++_numbers));
        return MakeRoom();
    }

    /// <summary>Takes the next message out, to be sent now; what became of it is told by one of the three methods below.</summary>
    /// <param name="now">Time since the channel began.</param>
    /// <param name="onlyCritical">Whether another is being tried, beside which only a critical one goes.</param>
    /// <param name="next">The message.</param>
    /// <param name="wait">How long none is due, when none is now; null = until another comes.</param>
    internal bool TryTake(TimeSpan now, bool onlyCritical, [NotNullWhen(true)] out WaitingNotice? next, out TimeSpan? wait)
    {
        var isQuiet = now < _leftAloneUntil;
        var first = _waiting.Where(one => one.Tries > 0).OrderByDescending(one => one.IsCritical).FirstOrDefault();
        // The channel has taken another since: it is not the channel that fails.
        var open = _waiting
            .Where(one => one.Tries == 0 || one == first || one.TakenBefore < _taken)
            .Where(one => one.IsCritical || !onlyCritical)
            .ToArray();
        next = isQuiet
            ? null
            : open.Where(one => one.DueAt <= now)
                .OrderByDescending(one => one.IsCritical)
                .ThenBy(one => one.Tries > 0)
                .ThenBy(one => one.Number)
                .FirstOrDefault();
        wait = open.Length == 0 ? null : Later(open.Min(one => one.DueAt), _leftAloneUntil) - now;
        if (next is null)
            return false;
        _tried.Add(next);
        return _waiting.Remove(next);
    }

    /// <summary>The channel has taken it. Older states of the same alert have nothing to say any more, and are not the last word of it.</summary>
    internal void Taken(WaitingNotice sent)
    {
        _taken++;
        _ = _tried.Remove(sent);
        _ = _waiting.RemoveAll(one => IsOvertaken(one, sent));
        foreach (var one in _tried)
            one.IsOvertaken |= IsOvertaken(one, sent);
    }

    /// <summary>It is tried no more.</summary>
    internal void GivenUp(WaitingNotice failed) => _tried.Remove(failed);

    /// <summary>The channel has not taken it; it waits again, unless a newer state of its alert went meanwhile.</summary>
    /// <param name="failed">The message.</param>
    /// <param name="now">Time since the channel began.</param>
    /// <param name="asked">How long the other side wants to be left alone, by whatever message; null = it does not say.</param>
    /// <returns>How many made room for it.</returns>
    internal int Again(WaitingNotice failed, TimeSpan now, TimeSpan? asked)
    {
        _ = _tried.Remove(failed);
        if (asked is { } pause)
            _leftAloneUntil = Later(_leftAloneUntil, now + (pause < WaitMax ? pause : WaitMax));
        if (failed.IsOvertaken)
            return 0;
        var wait = FirstWait * Math.Pow(2, failed.Tries);
        failed.Tries++;
        failed.TakenBefore = _taken;
        failed.DueAt = now + (wait < WaitMax ? wait : WaitMax);
        var place = _waiting.FindIndex(one => one.Number > failed.Number);
        _waiting.Insert(place < 0 ? _waiting.Count : place, failed);
        return MakeRoom();
    }

    // Two times raised are two events, each of which says something of its own; any other pair is an older and a newer state of one alert.
    private static bool IsOvertaken(WaitingNotice older, WaitingNotice newer) =>
        older.Number < newer.Number
        && older.Notice.Alert.Code == newer.Notice.Alert.Code
        && older.Notice.Alert.Subject == newer.Notice.Alert.Subject
        && (older.Notice.Cause != NoticeCause.Raised || newer.Notice.Cause != NoticeCause.Raised);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private int MakeRoom()
    {
        var dropped = 0;
        for (; _waiting.Count > ChannelQueue.WaitingMax; dropped++)
        {
            var oldest = _waiting.FindIndex(one => !one.IsCritical);
            _waiting.RemoveAt(Math.Max(0, oldest));
        }

        return dropped;
    }
}
