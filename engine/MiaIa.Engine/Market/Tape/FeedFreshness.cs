namespace MiaIa.Engine.Market;

/// <summary>
/// Which feeds have spoken recently, by local time. Any live message keeps the study fresh; a snapshot keeps the book fresh.
/// A heartbeat with a connected server keeps both: a quiet market is not a stale feed.
/// </summary>
internal sealed class FeedFreshness(long studyStaleNanos, long bookStaleNanos)
{
    // Before this moment nothing that is fresh becomes stale; what is stale waits for a sign of life.
    private long _standsUntil;

    /// <summary>Local time of the newest sign of life of the study; 0 = none since it attached.</summary>
    internal long StudySeenAt { get; private set; }

    /// <summary>Local time at which the book was last known to be right; 0 = never since the study attached.</summary>
    internal long BookSeenAt { get; private set; }

    /// <summary>The same, kept when the study leaves; 0 = never.</summary>
    internal long BookLastSeenAt { get; private set; }

    /// <summary>Time since a sign of life; the longest there is when there was none.</summary>
    internal static long SilentNanos(long seenAt, long now) => seenAt == 0 ? long.MaxValue : now - seenAt;

    /// <summary>Whether the study was fresh at the last <see cref="Refresh"/>.</summary>
    internal bool IsStudyFresh { get; private set; }

    /// <summary>Whether the book was fresh at the last <see cref="Refresh"/>.</summary>
    internal bool IsBookFresh { get; private set; }

    /// <summary>Looks at both feeds again: local time has moved, or a feed has spoken. True when one became fresh or stale.</summary>
    internal bool Refresh(long now)
    {
        if (now < _standsUntil)
            return false;
        var isStudyFresh = StudySeenAt != 0 && now - StudySeenAt < studyStaleNanos;
        var isBookFresh = BookSeenAt != 0 && now - BookSeenAt < bookStaleNanos;
        _standsUntil = Math.Min(
            isStudyFresh ? StudySeenAt + studyStaleNanos : long.MaxValue,
            isBookFresh ? BookSeenAt + bookStaleNanos : long.MaxValue
        );
        if (isStudyFresh == IsStudyFresh && isBookFresh == IsBookFresh)
            return false;
        IsStudyFresh = isStudyFresh;
        IsBookFresh = isBookFresh;
        return true;
    }

    internal void StudySpoke(long now)
    {
        StudySeenAt = now;
        if (!IsStudyFresh)
            _standsUntil = 0;
    }

    internal void BookCame(long now)
    {
        StudySeenAt = BookSeenAt = BookLastSeenAt = now;
        if (!IsStudyFresh || !IsBookFresh)
            _standsUntil = 0;
    }

    internal void Heartbeat(long now)
    {
        StudySeenAt = now;
        if (BookSeenAt != 0)
            BookSeenAt = BookLastSeenAt = now;
        _standsUntil = 0;
    }

    internal void Detach() => StudySeenAt = BookSeenAt = _standsUntil = 0;
}
