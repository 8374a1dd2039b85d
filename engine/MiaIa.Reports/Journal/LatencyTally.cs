namespace MiaIa.Reports.Journal;

/// <summary>Gathers how long frames were under way, minute by minute.</summary>
internal sealed class LatencyTally
{
    private const long NanosAMinute = 60L * 1_000_000_000;

    private readonly List<double> _minute = [];
    private long _minuteNumber;
    private long _frames;
    private double _sum;
    private int _minutes;
    private int _over;
    private double _worst;

    internal void Add(long seenUnixNs, long receivedUnixNs)
    {
        var minute = receivedUnixNs / NanosAMinute;
        if (minute != _minuteNumber)
            EndMinute();
        _minuteNumber = minute;
        var millis = (receivedUnixNs - seenUnixNs) / 1e6;
        _frames++;
        _sum += millis;
        _minute.Add(millis);
    }

    internal LatencyFacts? Facts()
    {
        EndMinute();
        return _frames == 0 ? null : new(_frames, _sum / _frames, _minutes, _worst, _over);
    }

    private void EndMinute()
    {
        if (_minute.Count == 0)
            return;
        _minute.Sort();
        var p99 = _minute[(int)Math.Ceiling(0.99 * _minute.Count) - 1];
        _minutes++;
        _over += p99 >= LatencyFacts.P99LimitMillis ? 1 : 0;
        _worst = _minutes == 1 ? p99 : Math.Max(_worst, p99);
        _minute.Clear();
    }
}
