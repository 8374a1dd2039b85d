using System.Runtime.InteropServices;

namespace Performance.Step;

/// <summary>An event as small as it can be: 32 bytes, a trade or the top of a book.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal readonly struct BareEvent(long nanos, int price, int lots, int bidLots, int askLots, bool isBuy)
{
    public readonly long Nanos = nanos;
    public readonly int Price = price;

    /// <summary>0: not a trade.</summary>
    public readonly int Lots = lots;
    public readonly int BidLots = bidLots;
    public readonly int AskLots = askLots;
    public readonly bool IsBuy = isBuy;
}
