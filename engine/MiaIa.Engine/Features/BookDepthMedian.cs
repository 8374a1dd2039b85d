using MiaIa.Engine.Market;

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
    private readonly SortedSample _sample = new(SecondsKept);

    internal bool IsReady => _sample.Count >= SamplesMin;

    /// <summary>Contracts; the mean of the two middle samples when their number is even. Only when ready.</summary>
    internal double Lots { get; private set; }

    /// <summary>Takes the depth standing at a whole second; the seconds come one by one. Null when the book was not sound.</summary>
    internal void Mark(long second, int? depthLots)
    {
        ref var slot = ref _bySecond[second % SecondsKept];
        if (slot != None)
            _sample.Remove(slot);
        slot = depthLots ?? None;
        if (depthLots is { } depth)
            _sample.Insert(depth);
        if (_sample.Count > 0)
            Lots = _sample.Median;
    }

    private static int[] NewSeconds()
    {
        var seconds = new int[SecondsKept];
        Array.Fill(seconds, None);
        return seconds;
    }
}
