using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// The clock at the edge. Received times run on the monotonic clock from the wall clock's reading at the start, so that a step of the wall clock (NTP, a
/// trader's hand) makes no feed stale and no time run backwards. The monotonic clock drifts, seconds a day on some machines: it is led back to the wall
/// too slowly to be noticed. A step is followed only where market time says that it was a correction. Trace times are the wall clock's own.
/// </summary>
internal sealed class EdgeClock
{
    // Beyond this the wall clock was set, and has not drifted.
    private const long DriftNsMax = UnixNanos.PerSecond;
    private const long AgreesNs = 1_000_000;
    private const double Lead = 0.001;

    // It waits for a wall clock that was set back: it may not run backwards, and alerts and ages may not stand still.
    private const double Waiting = 0.5;

    private readonly TimeProvider _time;
    private Course _course;

    /// <summary>Starts at the wall clock, or at <paramref name="floorUnixNs"/> when the journal has already seen later times.</summary>
    public EdgeClock(TimeProvider time, long floorUnixNs)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        var timestamp = time.GetTimestamp();
        _course = new(timestamp, Math.Max(WallUnixNs, floorUnixNs), 1);
    }

    /// <summary>ns since 1970-01-01 UTC by the wall clock, in steps of 100 ns.</summary>
    public long WallUnixNs => UnixNsOf(_time);

    /// <summary>ns since 1970-01-01 UTC, never running backwards.</summary>
    public long ReceivedUnixNs => Volatile.Read(ref _course).At(_time);

    /// <summary>Goes after the wall clock; to be called by one caller, some times a second.</summary>
    /// <param name="offsetNs">Market time less <see cref="ReceivedUnixNs"/> of a stream whose clock is off; 0 = none is.</param>
    /// <returns>By how many ns it was set forward; 0 = it runs on.</returns>
    public long Follow(long offsetNs)
    {
        var ahead = WallUnixNs - ReceivedUnixNs;
        if (Math.Abs(ahead) <= DriftNsMax)
        {
            Run(Math.Abs(ahead) < AgreesNs ? 1 : 1 + (Math.Sign(ahead) * Lead));
            return 0;
        }

        // A clock that was set wrong leads away from the market, which goes on by the clock from the start.
        var isCorrection = offsetNs != 0 && Math.Abs(offsetNs - ahead) < Math.Abs(offsetNs);
        if (!isCorrection || ahead < 0)
        {
            Run(isCorrection ? Waiting : 1);
            return 0;
        }

        Volatile.Write(ref _course, new(_time.GetTimestamp(), ReceivedUnixNs + ahead, 1));
        return ahead;
    }

    /// <summary>ns since 1970-01-01 UTC of a time provider's wall clock.</summary>
    public static long UnixNsOf(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return (time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick;
    }

    private void Run(double rate)
    {
        var course = _course;
        if (course.Rate == rate)
            return;
        var timestamp = _time.GetTimestamp();
        Volatile.Write(ref _course, new(timestamp, course.At(_time, timestamp), rate));
    }

    private sealed record Course(long Timestamp, long UnixNs, double Rate)
    {
        internal long At(TimeProvider time) => At(time, time.GetTimestamp());

        internal long At(TimeProvider time, long timestamp)
        {
            var passed = time.GetElapsedTime(Timestamp, timestamp).Ticks * TimeSpan.NanosecondsPerTick;
            return UnixNs + (Rate == 1 ? passed : (long)(passed * Rate));
        }
    }
}
