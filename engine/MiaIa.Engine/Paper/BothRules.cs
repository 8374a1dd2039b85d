using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>The same entries beside the same book and trades by both rules for limits.</summary>
internal sealed class BothRules
{
    private readonly PaperBook _book = new();

    /// <param name="options">Checked by the owner.</param>
    /// <param name="capacity">Entries at once, by each rule.</param>
    /// <param name="isAlone">See <see cref="Matching"/>.</param>
    internal BothRules(PaperOptions options, int capacity, bool isAlone)
    {
        Options = options;
        Through = new(LimitRule.Through, _book, capacity, isAlone);
        Queue = new(LimitRule.Queue, _book, capacity, isAlone);
        SetFee(options.FeeCentsASide);
    }

    internal PaperOptions Options { get; private set; }

    internal Matching Through { get; }

    internal Matching Queue { get; }

    /// <summary>Nobody has an order, and the last call has brought about nothing: what comes is noted until somebody has one.</summary>
    internal bool IsIdle { get; private set; }

    internal bool IsBookSound => _book.IsSound;

    internal void SetFee(int feeCentsASide)
    {
        var options = Options with { FeeCentsASide = feeCentsASide };
        options.Validate();
        Options = Through.Options = Queue.Options = options;
    }

    /// <summary>A new call begins: what the last one brought about is over.</summary>
    internal void Begin()
    {
        Through.Results.Clear();
        Queue.Results.Clear();
        _book.CatchUp();
        IsIdle = false;
    }

    /// <summary>A record of a trade while <see cref="IsIdle"/>.</summary>
    internal void Note(in MarketEvent trade)
    {
        _book.Note(trade.Price.Value, trade.Volume.Value, trade.Aggressor == Aggressor.Buy);
        // As below: a group lasts from FIRST to LAST, and a record on its own is over.
        _book.IsInTrade = trade.Group == PrintGroup.First || (_book.IsInTrade && trade.Group == PrintGroup.None);
    }

    /// <summary>A new book while <see cref="IsIdle"/>; it stays as it is until the next one.</summary>
    internal void Note(BookSnapshot book)
    {
        _book.Note(book);
        Through.BookChanged();
        Queue.BookChanged();
    }

    /// <summary>
    /// A record of a trade. A group of records from FIRST to LAST is one trade: what it triggers meets the book after its last record. A group
    /// whose LAST is missing ends at the next FIRST or the next book.
    /// </summary>
    internal void Traded(in MarketEvent trade, UnixNanos now)
    {
        var (price, lots, isBuy) = (trade.Price.Value, trade.Volume.Value, trade.Aggressor == Aggressor.Buy);
        if (trade.Group == PrintGroup.First && _book.IsInTrade)
            EndTrade(now);
        var isNew = !_book.IsInTrade;
        _book.IsInTrade = true;
        _book.Eat(price, lots, isBuy);
        Through.Traded(price, lots, isBuy, isNew, now);
        Queue.Traded(price, lots, isBuy, isNew, now);
        if (trade.Group == PrintGroup.Last || (isNew && trade.Group == PrintGroup.None))
            EndTrade(now);
        Rest();
    }

    internal void BookChanged(BookSnapshot book, UnixNanos now)
    {
        _book.Take(book);
        Through.BookChanged();
        Queue.BookChanged();
        Settle(now);
        Rest();
    }

    internal void LoseBook() => _book.Lose();

    /// <summary>Without orders, results and book.</summary>
    internal void Clear()
    {
        Begin();
        _book.Lose();
        Through.Brackets.Clear();
        Queue.Brackets.Clear();
    }

    internal void Save(CarryWriter to)
    {
        to.WriteInt64(Options.FeeCentsASide);
        Through.Brackets.Save(to);
        Queue.Brackets.Save(to);
    }

    /// <exception cref="CarryException">Something does not fit.</exception>
    internal void Load(ref CarryReader from)
    {
        SetFee(from.ReadCount(PaperOptions.FeeCentsMax));
        Through.Brackets.Load(ref from);
        Queue.Brackets.Load(ref from);
    }

    private void Rest() => IsIdle = Through.Brackets.Count + Queue.Brackets.Count == 0 && Through.Results.IsEmpty && Queue.Results.IsEmpty;

    private void EndTrade(UnixNanos now)
    {
        _book.IsInTrade = false;
        Settle(now);
    }

    private void Settle(UnixNanos now)
    {
        Through.Settle(now);
        Queue.Settle(now);
    }
}
