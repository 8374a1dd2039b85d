using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// What stands in for the index when it prints no last value in the regular session, as SPX is known to do for a whole day while high, low and
/// close come: the price of the underlying in the options' model rows, the median of those of the last seconds.
/// </summary>
internal sealed class SpotStandIn(IndexValue index)
{
    private const long PatienceNanos = 60 * UnixNanos.PerSecond,
        RowsNanos = 5 * UnixNanos.PerSecond;

    private const int RowsMin = 3,
        RowsMax = 32;

    private readonly List<(UnixNanos At, double Points)> _rows = [];
    private UnixNanos _openSince,
        _printedAt;

    /// <summary>Takes the underlying's price in a model row of a line that lives.</summary>
    public void OnRow(double? points, UnixNanos now)
    {
        if (points is not (> 0 and <= 1_000_000))
            return;
        if (_rows.Count == RowsMax)
            _rows.RemoveAt(0);
        _rows.Add((now, points.Value));
    }

    /// <summary>Judges, and raises or ends the alert.</summary>
    /// <param name="isOpen">Whether values should flow: the regular session, and the link is live.</param>
    /// <param name="now">Event time.</param>
    /// <param name="requests">Takes the alert.</param>
    /// <returns>The index by the rows, once a second; what the lines of the options have to be planned by before rows have come; or null.</returns>
    public (double Points, bool IsValue)? Step(bool isOpen, UnixNanos now, IClientRequests requests)
    {
        if (!isOpen)
        {
            _openSince = default;
            return null;
        }

        if (_openSince.Value == 0)
            _openSince = now;
        if (now.Value - Math.Max(index.NewsAt.Value, _openSince.Value) < PatienceNanos)
        {
            requests.Close(AlertNames.IndexWithoutLast, "");
            return null;
        }

        var points = Median(now);
        requests.Raise(
            AlertNames.IndexWithoutLast,
            AlertSeverity.Warning,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{index.Underlying} has had no new last value for {PatienceNanos / UnixNanos.PerSecond} s in the regular session; the price in the options' rows stands in, {(double.IsNaN(points) ? "none has come yet" : points)}"
            ),
            ""
        );
        if (double.IsNaN(points))
            return index.Outline > 0 ? (index.Outline, false) : null;
        if (now - _printedAt < UnixNanos.PerSecond)
            return null;
        _printedAt = now;
        return (points, true);
    }

    private double Median(UnixNanos now)
    {
        _rows.RemoveAll(row => now - row.At > RowsNanos);
        if (_rows.Count < RowsMin)
            return double.NaN;
        var sorted = _rows.Select(row => row.Points).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
