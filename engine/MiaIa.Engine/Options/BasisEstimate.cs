using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// Future minus index: the median of ES mid − SPX at each SPX print of the last 60 s. Measured from 09:35 New York to the close, because the
/// index is made of opening prices before; outside that, and whenever fewer than ten prints are at hand, the last value stands and ages.
/// </summary>
public sealed class BasisEstimate
{
    /// <summary>The window of prints.</summary>
    public const long WindowNanos = 60 * UnixNanos.PerSecond;

    /// <summary>Prints a value needs.</summary>
    public const int PrintsMin = 10;

    /// <summary>Prints held; when more arrive within a window the oldest are dropped.</summary>
    public const int PrintsMax = 256;

    private static readonly NodaTime.LocalTime From = new(9, 35);

    private readonly UnixNanos[] _times = new UnixNanos[PrintsMax];
    private readonly double[] _differences = new double[PrintsMax];
    private readonly SortedSample _sample = new(PrintsMax);
    private int _first;
    private double _futureMid = double.NaN;

    /// <summary>The basis in points; NaN until the first window is full enough.</summary>
    public double Points { get; private set; } = double.NaN;

    /// <summary>The print at which <see cref="Points"/> was last measured; default when it never was.</summary>
    public UnixNanos MeasuredAt { get; private set; }

    /// <summary>Writes the value that stands; the prints behind it are of a window that has passed.</summary>
    internal void Save(CarryWriter writer)
    {
        writer.WriteDouble(Points);
        writer.WriteInt64(MeasuredAt.Value);
    }

    /// <summary>Goes on with the value of an older chain, which stands and ages until it is measured anew.</summary>
    /// <exception cref="CarryException">It is no number of points.</exception>
    internal void Load(ref CarryReader reader)
    {
        var points = reader.ReadDouble();
        if (double.IsInfinity(points))
            throw new CarryException($"a basis of {points} points");

        (Points, MeasuredAt) = (points, reader.ReadMoment());
    }

    /// <summary>Takes the future's mid in points; NaN = the book is one-sided, crossed or stale, and prints are not compared with it.</summary>
    public void SetFutureMid(double points) => _futureMid = points;

    /// <summary>Takes one print of the index, in points.</summary>
    /// <param name="at">Its time; prints come in order of time.</param>
    /// <param name="index">The index in points, positive.</param>
    public void OnIndexPrint(UnixNanos at, double index)
    {
        var local = NewYorkTime.From(at);
        if (double.IsNaN(_futureMid) || !(index > 0) || local.TimeOfDay < From || !(local.TimeOfDay < OptionSettlement.CloseOf(local.Date)))
            return;
        while (_sample.Count > 0 && (_sample.Count == PrintsMax || at - _times[_first] >= WindowNanos))
        {
            _sample.Remove(_differences[_first]);
            _first = (_first + 1) % PrintsMax;
        }
        var slot = (_first + _sample.Count) % PrintsMax;
        (_times[slot], _differences[slot]) = (at, _futureMid - index);
        _sample.Insert(_differences[slot]);
        if (_sample.Count < PrintsMin)
            return;
        (Points, MeasuredAt) = (_sample.Median, at);
    }

    /// <summary>Forgets everything: another contract month has another basis.</summary>
    public void RestartAtRoll()
    {
        _first = 0;
        _sample.Clear();
        (Points, MeasuredAt, _futureMid) = (double.NaN, default, double.NaN);
    }

    /// <summary>A level of the index in ticks of the future; NaN without a basis. Not rounded: a level lies where it lies.</summary>
    /// <param name="indexPoints">A strike or a crossing.</param>
    /// <param name="tickSizePoints">0.25 for ES.</param>
    public double ToFutureTicks(double indexPoints, double tickSizePoints) => (indexPoints + Points) / tickSizePoints;
}
