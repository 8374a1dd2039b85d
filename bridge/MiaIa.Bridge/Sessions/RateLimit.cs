namespace MiaIa.Bridge.Sessions;

/// <summary>Lets something happen at most once in a while.</summary>
internal sealed class RateLimit
{
    private long _nextTimestamp;

    /// <summary>Whether it may happen now; if so it counts as happened.</summary>
    /// <param name="nowTimestamp">Monotonic clock in its own units.</param>
    /// <param name="pauseTimestamp">Pause in the same units.</param>
    internal bool Allows(long nowTimestamp, long pauseTimestamp)
    {
        if (nowTimestamp < _nextTimestamp)
            return false;
        _nextTimestamp = nowTimestamp + pauseTimestamp;
        return true;
    }
}
