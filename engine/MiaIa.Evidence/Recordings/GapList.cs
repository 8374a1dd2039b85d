using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Recordings;

/// <summary>Stretches of a day in which nothing was traded, while its trades are read, in whatever order they stand.</summary>
internal sealed class GapList
{
    private const long RegularNanos = 2 * 60 * UnixNanos.PerSecond;
    private const long OtherNanos = 15 * 60 * UnixNanos.PerSecond;
    private readonly List<RecordedGap> _gaps = [];

    /// <summary>Begins with what was found before.</summary>
    internal void Set(IReadOnlyList<RecordedGap> known)
    {
        _gaps.Clear();
        _gaps.AddRange(known);
    }

    /// <summary>In the order of time.</summary>
    internal IReadOnlyList<RecordedGap> Found() => [.. _gaps.OrderBy(gap => gap.FromUnixNs)];

    /// <summary>Takes the next trade.</summary>
    /// <param name="nanos">Its time.</param>
    /// <param name="first">Of the day's trades before it, the earliest; 0 = there was none.</param>
    /// <param name="last">Of them, the latest.</param>
    /// <param name="session">The day.</param>
    internal void Take(long nanos, long first, long last, in TradingSession session)
    {
        if (first == 0)
            return;
        if (nanos > last)
        {
            Add(last, nanos, session);
        }
        else if (nanos < first)
        {
            Add(nanos, first, session);
        }
        // A stretch that stands behind a later one was taken for a gap there.
        else if (nanos < last && _gaps.FindIndex(gap => gap.FromUnixNs < nanos && nanos < gap.ToUnixNs) is >= 0 and var at)
        {
            var gap = _gaps[at];
            _gaps.RemoveAt(at);
            Add(gap.FromUnixNs, nanos, session);
            Add(nanos, gap.ToUnixNs, session);
        }
    }

    private void Add(long from, long to, in TradingSession session)
    {
        if (to - from < RegularNanos)
            return;
        var isRegular = session.HasRegular && to > session.RegularOpensAt.Value && from < session.RegularClosesAt.Value;
        if (to - from >= (isRegular ? RegularNanos : OtherNanos))
            _gaps.Add(new(from, to));
    }
}
