namespace MiaIa.Engine.Market;

/// <summary>A sample of bounded size that is kept sorted, one insertion and one removal at a time, for its median.</summary>
internal sealed class SortedSample(int capacity)
{
    private readonly double[] _sorted = new double[capacity];

    internal int Count { get; private set; }

    /// <summary>The mean of the two middle values when their number is even. Only when there are any.</summary>
    internal double Median => 0.5 * (_sorted[(Count - 1) / 2] + _sorted[Count / 2]);

    /// <summary>Adds a value that is a number; there is room.</summary>
    internal void Insert(double value)
    {
        var at = Array.BinarySearch(_sorted, 0, Count, value);
        at = at < 0 ? ~at : at;
        Array.Copy(_sorted, at, _sorted, at + 1, Count - at);
        _sorted[at] = value;
        Count++;
    }

    /// <summary>Takes out a value that is in it.</summary>
    internal void Remove(double value)
    {
        var at = Array.BinarySearch(_sorted, 0, Count, value);
        Count--;
        Array.Copy(_sorted, at + 1, _sorted, at, Count - at);
    }

    internal void Clear() => Count = 0;
}
