namespace MiaIa.Engine.Features;

/// <summary>
/// Median depth of the book over the sound states at the whole seconds of the last 300 s. A sorted copy of the at most 300
/// samples is kept up to date, one removal and one insertion a second.
/// </summary>
internal sealed class BookDepthMedian
{
    internal const int SecondsKept = 300;
    private const int SamplesMin = 30;
    private const int None = -1;

    private readonly int[] _bySecond = NewSeconds();
    private readonly int[] _sorted = new int[SecondsKept];
    private int _count;

    internal bool IsReady => _count >= SamplesMin;

    /// <summary>Contracts; the mean of the two middle samples when their number is even. Only when ready.</summary>
    internal double Lots { get; private set; }

    /// <summary>Takes the depth standing at a whole second; the seconds come one by one. Null when the book was not sound.</summary>
    internal void Mark(long second, int? depthLots)
    {
        ref var slot = ref _bySecond[second % SecondsKept];
        if (slot != None)
            Remove(slot);
        slot = depthLots ?? None;
        if (depthLots is { } depth)
            Insert(depth);
        if (_count > 0)
            Lots = ((double)_sorted[(_count - 1) / 2] + _sorted[_count / 2]) / 2;
    }

    private static int[] NewSeconds()
    {
        var seconds = new int[SecondsKept];
        Array.Fill(seconds, None);
        return seconds;
    }

    private void Insert(int depth)
    {
        var at = Array.BinarySearch(_sorted, 0, _count, depth);
        at = at < 0 ? ~at : at;
        Array.Copy(_sorted, at, _sorted, at + 1, _count - at);
        _sorted[at] = depth;
        _count++;
    }

    private void Remove(int depth)
    {
        var at = Array.BinarySearch(_sorted, 0, _count, depth);
        _count--;
        Array.Copy(_sorted, at + 1, _sorted, at, _count - at);
    }
}
