using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// How far a study's market time stands from the local clock: the median over its newest live frames. It knows no clock but the times that
/// the journal holds, so that a replay finds what live found.
/// </summary>
public sealed class StreamClock
{
    private const int Kept = 31;

    // Before the offset of a stream is known, the local clock itself is the measure.
    private const int KnownFrom = 3;
    private const long OffMicros = 2_000_000;
    private const long SkewedMicros = 250_000;

    // No live feed is a day late: who plays an old session has no offset to speak of.
    private const long PlayedMicros = 86_400_000_000;
    private const double MicrosPerHour = 3_600_000_000;

    private readonly long[] _newest = new long[Kept];
    private readonly long[] _sorted = new long[Kept];
    private int _count;
    private int _next;

    /// <summary>Market time less local time, in µs: the median; 0 before it is known.</summary>
    public long OffsetMicros => _count < KnownFrom ? 0 : _sorted[_count / 2];

    /// <summary>Whether the stream plays an old or a made-up session.</summary>
    public bool IsPlayed => IsLabelled || OffsetMicros < -PlayedMicros;

    /// <summary>
    /// Whether nothing says that the stream is of now, although it has no label: no live trade has told its time yet, or it is more than a day late.
    /// Before the offset is known, one late trade is enough.
    /// </summary>
    public bool IsUnlikelyLive => !IsLabelled && (IsUnheard || (_count < KnownFrom ? _sorted[0] : OffsetMicros) < -PlayedMicros);

    /// <summary>Whether no live trade has told the stream's time since the study attached.</summary>
    public bool IsUnheard => _count == 0;

    /// <summary>How far market time is behind the local clock, in hours: of the most belated trade before the offset is known.</summary>
    public double HoursBehind => -(_count is > 0 and < KnownFrom ? _sorted[0] : OffsetMicros) / MicrosPerHour;

    private bool IsLabelled { get; set; }

    /// <summary>Whether the local clock and the stream are more than two seconds apart: nothing that is timed by both can be trusted.</summary>
    public bool IsOff => !IsPlayed && Math.Abs(OffsetMicros) > OffMicros;

    /// <summary>Whether they are more than a quarter of a second apart: said, and nothing else, because only waits are timed by one of them.</summary>
    public bool IsSkewed => !IsPlayed && Math.Abs(OffsetMicros) > SkewedMicros;

    /// <summary>A study attached: what it says of its market, and its clock is looked at anew.</summary>
    internal void Begin(bool isLabelled) => (IsLabelled, _count, _next) = (isLabelled, 0, 0);

    /// <summary>A live frame came.</summary>
    internal void Saw(long observedMicros, UnixNanos receivedAt)
    {
        var offset = observedMicros - receivedAt.Micros;
        var sorted = _sorted.AsSpan(0, _count);
        if (_count == Kept)
        {
            var old = sorted.BinarySearch(_newest[_next]);
            sorted[(old + 1)..].CopyTo(sorted[old..]);
        }
        else
        {
            _count++;
        }

        var place = _sorted.AsSpan(0, _count - 1).BinarySearch(offset);
        place = place < 0 ? ~place : place;
        Array.Copy(_sorted, place, _sorted, place + 1, _count - 1 - place);
        _sorted[place] = offset;
        _newest[_next] = offset;
        _next = (_next + 1) % Kept;
    }

    /// <summary>The latest market time, in µs, that a record of this moment may have.</summary>
    internal long LatestMicros(UnixNanos receivedAt) => IsPlayed ? long.MaxValue : receivedAt.Micros + BelievedMicros + OffMicros;

    // A day ahead is a burst of wrong dates, which would hold the market's time there for ever; only a local clock that is a day late itself
    // gives it with every frame.
    private long BelievedMicros =>
        OffsetMicros <= PlayedMicros ? OffsetMicros
        : _count < Kept ? 0
        : _sorted[0];
}
