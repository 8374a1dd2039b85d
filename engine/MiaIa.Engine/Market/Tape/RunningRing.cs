using System.Numerics;

namespace MiaIa.Engine.Market;

/// <summary>
/// Places under running numbers, of which the newest are kept. Room for the most that can be kept is reserved once, but only as much of it
/// is gone round as was ever kept at a time (a power of two, doubled when it is full): a window of some seconds stays in the processor's
/// caches however long the session is, and memory is touched only as far as the market trades.
/// </summary>
internal struct RunningRing<T>
    where T : struct
{
    private const int PlacesAtStart = 256;

    private readonly T[] _places;
    private int _mask;

    /// <summary>Reserves room; what it holds has no value before <see cref="Append"/>.</summary>
    /// <param name="keptMax">The most numbers kept at a time, 1 … 2^30.</param>
    internal RunningRing(int keptMax)
    {
        _places = GC.AllocateUninitializedArray<T>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(keptMax, PlacesAtStart)));
        _mask = PlacesAtStart - 1;
    }

    /// <summary>The place of a number that is kept.</summary>
    internal readonly ref T this[long number] => ref _places[number & _mask];

    /// <summary>The place of the next number, with whatever was there before.</summary>
    /// <param name="number">The number after the last one.</param>
    /// <param name="oldest">The oldest number that is still kept; <paramref name="number"/> when there is none.</param>
    internal ref T Append(long number, long oldest)
    {
        if (number - oldest > _mask)
            Double(number, oldest);
        return ref this[number];
    }

    // A number keeps its place or moves up by the whole width, where nothing is yet.
    private void Double(long number, long oldest)
    {
        var width = _mask + 1;
        for (var kept = oldest; kept < number; kept++)
        {
            if ((kept & width) != 0)
                _places[(kept & _mask) + width] = _places[kept & _mask];
        }

        _mask += width;
    }
}
