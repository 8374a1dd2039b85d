namespace MiaIa.Engine.Paper;

/// <summary>A limit order that waits in the book, and what stands before it.</summary>
/// <param name="price">Ticks.</param>
/// <param name="isBuy">It bids.</param>
/// <param name="front">Contracts before it when it came.</param>
internal struct RestingLimit(int price, bool isBuy, int front)
{
    internal readonly int Price => price;

    internal readonly bool IsBuy => isBuy;

    /// <summary>Contracts that have to trade before it; <see cref="PaperBook.UnknownFront"/> = its level was never seen.</summary>
    internal int Front { get; private set; } = front;

    /// <summary>How many of its lots a trade fills.</summary>
    /// <param name="rule">What counts.</param>
    /// <param name="tradePrice">Of the trade.</param>
    /// <param name="tradeLots">Of the trade, less what other orders of ours took of it.</param>
    /// <param name="isTradeBuy">Its aggressor bought.</param>
    /// <param name="wanted">Lots that are not filled yet.</param>
    internal int Fill(LimitRule rule, int tradePrice, int tradeLots, bool isTradeBuy, int wanted)
    {
        var beyond = isBuy ? price - tradePrice : tradePrice - price;
        if (beyond > 0)
        {
            Front = 0;
            return Math.Min(wanted, tradeLots);
        }

        if (beyond < 0 || rule == LimitRule.Through || isTradeBuy == isBuy || Front == PaperBook.UnknownFront)
            return 0;
        var behindFront = Math.Max(0, tradeLots - Front);
        Front = Math.Max(0, Front - tradeLots);
        return Math.Min(wanted, behindFront);
    }

    /// <summary>A new book: more cancels than the level has lost cannot have stood before it.</summary>
    internal void Shrink(int standing) => Front = Math.Min(Front, standing);
}
