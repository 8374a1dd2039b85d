using System.Runtime.CompilerServices;
using MiaIa.Engine.Market;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// A DepthSnapshot by columns: from its bytes where they are written as every study writes them, else from its message. Judged once by
/// the book that takes the columns; <see cref="DepthRules"/> finds the field that it did not take. Filled again with the next snapshot.
/// </summary>
internal sealed class DepthColumns
{
    private const byte Observed = 0x08,
        BidPrice = 0x12,
        BidLots = 0x1A,
        BidOrders = 0x22,
        AskPrice = 0x2A,
        AskLots = 0x32,
        AskOrders = 0x3A,
        Unchanged = 0x40,
        History = 0x48;

    /// <summary>Market time in µs.</summary>
    internal long ObservedUnixUs { get; private set; }

    /// <summary>Calls of the study since the snapshot before that saw that book again.</summary>
    internal uint UnchangedCalls { get; private set; }

    /// <summary>Whether it was seen before the study attached.</summary>
    internal bool IsHistory { get; private set; }

    /// <summary>The bids.</summary>
    internal BookSideColumns Bids { get; } = new(BidPrice, BidLots, BidOrders, -1);

    /// <summary>The asks.</summary>
    internal BookSideColumns Asks { get; } = new(AskPrice, AskLots, AskOrders, +1);

    /// <summary>The book, when no rule was broken.</summary>
    internal BookSnapshot Book { get; } = new();

    /// <summary>Reads a snapshot to the cursor's end. False when it is written in another way than studies do; it says nothing then.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryRead(WireCursor cursor)
    {
        ObservedUnixUs = (long)cursor.Varint(Observed);
        var hasBids = Bids.TryRead(ref cursor);
        var hasAsks = Asks.TryRead(ref cursor);
        var unchanged = cursor.Varint(Unchanged);
        UnchangedCalls = (uint)unchanged;
        var history = cursor.Varint(History);
        IsHistory = history != 0;
        return hasBids && hasAsks && cursor.Left == 0 && unchanged <= uint.MaxValue && history <= 1;
    }

    /// <summary>Takes a message.</summary>
    internal void Take(DepthSnapshot depth)
    {
        (ObservedUnixUs, UnchangedCalls, IsHistory) = (depth.ObservedUnixUs, depth.UnchangedCalls, depth.History);
        Bids.Take(depth.BidPriceTicks, depth.BidLots, depth.BidOrders);
        Asks.Take(depth.AskPriceTicks, depth.AskLots, depth.AskOrders);
    }

    /// <summary>Puts the columns into <see cref="Book"/>. The first rule that they break, or null.</summary>
    internal Refusal? Judge() =>
        Limits.IsTime(ObservedUnixUs) && Bids.AreEqual && Asks.AreEqual && Book.TryReplace(Bids.Columns, Asks.Columns)
            ? null
            : DepthRules.FirstBroken(this);
}
