namespace MiaIa.SierraFiles;

/// <summary>Tells which records of a file have a time that cannot be true, by those before and behind them.</summary>
public sealed class TimeScreen
{
    /// <summary>How many records behind one are asked about it.</summary>
    public const int Followers = 32;

    // A lone wrong record shows at the next few; of a burst of them the many behind it tell.
    private const int Next = 5;
    private const long AheadMicrosMax = 2_000_000;
    private const long BackMicrosMax = 3_600_000_000;

    // Longer than any closure of an exchange: a last record that lies further ahead has nobody behind it to contradict it.
    private const long PauseMicrosMax = 31L * 86_400_000_000;

    /// <summary>The newest time that was accepted; the smallest number before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>Whether a time needs no look at what follows: nearly all are within two seconds behind the newest.</summary>
    public bool IsPlain(long micros) =>
        SierraTime.IsMarketTime(micros) && Newest != long.MinValue && micros >= Newest && micros - Newest <= AheadMicrosMax;

    /// <summary>
    /// Whether a time is none at all, more than an hour behind the newest, or more than two seconds ahead of most of the next
    /// five or 32 records. The first record of a file may not lie a month before most of them either.
    /// </summary>
    /// <param name="micros">The record's time.</param>
    /// <param name="followers">The times of the records behind it, in the order of the file; fewer than <see cref="Followers"/> at its end.</param>
    public bool IsMisdated(long micros, ReadOnlySpan<long> followers)
    {
        if (!SierraTime.IsMarketTime(micros))
            return true;
        if (micros < Newest)
            return micros < Newest - BackMicrosMax;
        var (asked, earlier, later) = (0, 0, 0);
        var isAheadOfTheNext = false;
        foreach (var other in followers)
        {
            // Who is misdated himself, by what is known already, is no witness.
            if (!SierraTime.IsMarketTime(other) || (Newest != long.MinValue && other < Newest - BackMicrosMax))
                continue;
            asked++;
            earlier += other < micros - AheadMicrosMax ? 1 : 0;
            later += other > micros + PauseMicrosMax ? 1 : 0;
            isAheadOfTheNext |= asked == Next && 2 * earlier > asked;
        }

        return isAheadOfTheNext
            || 2 * earlier > asked
            || (Newest == long.MinValue ? asked > 1 && 2 * later > asked : asked == 0 && micros > Newest + PauseMicrosMax);
    }

    /// <summary>Whether taking a time would make those an hour behind it misdated; the first time is such a one.</summary>
    public bool IsFarAhead(long micros) => Newest == long.MinValue || micros - Newest > BackMicrosMax;

    /// <summary>Whether most of some later records lie more than two seconds before a time.</summary>
    public bool IsAheadOf(long micros, IEnumerable<long> later)
    {
        var (asked, earlier) = (0, 0);
        foreach (var other in later)
        {
            if (!SierraTime.IsMarketTime(other) || (Newest != long.MinValue && other < Newest - BackMicrosMax))
                continue;
            asked++;
            earlier += other < micros - AheadMicrosMax ? 1 : 0;
        }

        return 2 * earlier > asked;
    }

    /// <summary>A record was taken.</summary>
    public void Accept(long micros) => Newest = Math.Max(Newest, micros);
}
