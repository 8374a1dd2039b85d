namespace MiaIa.Engine.Features;

/// <summary>
/// The price five minutes ago, kept once a second as the VWAP is (docs/decisions/0011): the last trade before the whole second 300 s before
/// the one that market time is in.
/// </summary>
internal sealed class PriceTrail
{
    internal const int BackSeconds = 300;
    private const int SecondsKept = 512;

    private readonly int[] _bySecond = new int[SecondsKept];
    private long _second;

    /// <summary>Ticks; 0 = not known.</summary>
    internal int Back { get; private set; }

    /// <summary>Market time has reached a second; <paramref name="price"/> is that of the last trade before it.</summary>
    internal void Mark(long second, int price)
    {
        _second = Math.Max(_second, second - SecondsKept);
        while (_second < second)
            _bySecond[++_second % SecondsKept] = price;
        Back = _bySecond[(second - BackSeconds + SecondsKept) % SecondsKept];
    }

    /// <summary>Another contract: its prices are not compared with those before.</summary>
    internal void Clear()
    {
        Array.Clear(_bySecond);
        Back = 0;
    }
}
