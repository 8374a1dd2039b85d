using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Snapshots;

/// <summary>When the state of an engine is kept: at the open and the close of the stock market, and at the end of the session.</summary>
internal static class SnapshotMoments
{
    // What is kept later than this is not that moment's state: the machine slept.
    private const long LateNsMax = 60 * UnixNanos.PerSecond;

    /// <summary>The moments that came after one and up to another.</summary>
    internal static IEnumerable<SnapshotMoment> Between(UnixNanos after, UnixNanos now, SessionCalendar calendar)
    {
        if (!calendar.TryFind(now, out var session, out _))
            yield break;
        SnapshotMoment[] all =
        [
            new(SnapshotKind.Open, session.RegularOpensAt, session.Date),
            new(SnapshotKind.Close, session.RegularClosesAt, session.Date),
            new(SnapshotKind.SessionEnd, session.ClosesAt, session.Date),
        ];
        foreach (var moment in all)
        {
            // A day on which the stock market stays closed has no open and no close.
            if (moment.At.Value != 0 && moment.At > after && moment.At <= now && now - moment.At <= LateNsMax)
                yield return moment;
        }
    }
}

/// <summary>A moment whose state is kept.</summary>
/// <param name="Kind">Which.</param>
/// <param name="At">When it is.</param>
/// <param name="Date">The session's.</param>
internal readonly record struct SnapshotMoment(SnapshotKind Kind, UnixNanos At, DateOnly Date);

/// <summary>Why a state is kept.</summary>
internal enum SnapshotKind
{
    /// <summary>The stock market opens.</summary>
    Open,

    /// <summary>It closes.</summary>
    Close,

    /// <summary>The futures' session ends.</summary>
    SessionEnd,

    /// <summary>A signal was born.</summary>
    Signal,
}
