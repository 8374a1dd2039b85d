using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Paper;

/// <summary>
/// Matches entries and what hangs on them against a book and its trades, by one rule for limits. Entries are looked at in the order in which
/// they came. A trade is over before anything that it causes: what it brought into being, it does not touch.
/// </summary>
internal sealed partial class Matching
{
    private readonly LimitRule _rule;
    private readonly PaperBook _book;
    private readonly bool _isAlone;
    private readonly int[] _bidsTaken = new int[BookSnapshot.LevelsMax];
    private readonly int[] _asksTaken = new int[BookSnapshot.LevelsMax];
    private bool _hasTaken;
    private long _trades;
    private UnixNanos _now;

    /// <param name="rule">For limits.</param>
    /// <param name="book">Kept by the owner, who applies each event to it first.</param>
    /// <param name="capacity">Entries at once.</param>
    /// <param name="isAlone">Each entry meets the market as if it were the only one: it takes nothing from the book and shares no trade.</param>
    internal Matching(LimitRule rule, PaperBook book, int capacity, bool isAlone)
    {
        (_rule, _book, _isAlone) = (rule, book, isAlone);
        Brackets = new(capacity);
    }

    /// <summary>Of the money; the owner changes it with the trade date.</summary>
    internal PaperOptions Options { get; set; } = new();

    internal Brackets Brackets { get; }

    /// <summary>Of the calls since the owner cleared them.</summary>
    internal PaperResults Results { get; } = new();

    /// <summary>Takes an entry; there is room for it.</summary>
    internal void Enter(in PaperEntry entry, UnixNanos now)
    {
        _now = now;
        var bracket = Brackets.Add(entry);
        Say(bracket, OrderReportKind.Sent, OrderRole.Entry);
        EnterBook(bracket);
        if (bracket.EntryFilled == 0)
            Say(bracket, OrderReportKind.Working, OrderRole.Entry);
    }

    /// <summary>Cancels what is not filled of an entry.</summary>
    internal void CancelEntry(ulong orderId, UnixNanos now)
    {
        _now = now;
        foreach (var bracket in Brackets)
        {
            if (bracket.Asked.OrderId == orderId)
                CancelEntry(bracket);
        }

        Retire();
    }

    /// <summary>
    /// Cancels everything and closes what is open at the market. What is being closed already goes on as it is. False when no exit was made.
    /// </summary>
    internal bool TryFlatten(ulong exitId, UnixNanos now)
    {
        _now = now;
        var any = false;
        foreach (var bracket in Brackets)
        {
            CancelEntry(bracket);
            if (!bracket.HasTarget)
                continue;
            any = true;
            Flatten(bracket, exitId);
        }

        Retire();
        return any;
    }

    /// <summary>A record of a trade that the book has already taken in; what it triggers happens in <see cref="Settle"/>.</summary>
    /// <param name="price">Ticks.</param>
    /// <param name="lots">Contracts.</param>
    /// <param name="isBuy">Its aggressor bought.</param>
    /// <param name="isNew">It begins a trade; false: the exchange unbundled one trade into several records.</param>
    /// <param name="now">Market time.</param>
    internal void Traded(int price, int lots, bool isBuy, bool isNew, UnixNanos now)
    {
        _trades += isNew ? 1 : 0;
        if (Brackets.Count == 0)
            return;
        _now = now;
        var left = lots;
        foreach (var bracket in Brackets)
        {
            left = _isAlone ? lots : left;
            left -= FillLimits(bracket, price, left, isBuy);
            if (bracket.Open > 0)
                bracket.See(price);
            bracket.IsTriggered |= bracket.IsStopHit(price, _trades);
        }

        Retire();
    }

    /// <summary>
    /// A trade or a change of the book is over: stops that were hit become market orders, and market orders take from the book what they still
    /// need; exits first, they have the first right to it.
    /// </summary>
    internal void Settle(UnixNanos now)
    {
        if (Brackets.Count == 0)
            return;
        _now = now;
        foreach (var bracket in Brackets)
        {
            if (bracket is { IsTriggered: true, HasTarget: true })
                Leave(bracket, OrderRole.Stop, bracket.Asked.OrderId);
        }

        if (!_book.CanBeTaken)
            return;
        foreach (var bracket in Brackets)
        {
            if (bracket.Exit != OrderRole.None)
                TakeFromBook(bracket, isEntry: false);
        }

        foreach (var bracket in Brackets)
            EnterBook(bracket);
        Retire();
    }

    // The market part of an entry; what a limit order leaves rests from then on.
    private void EnterBook(Bracket bracket)
    {
        if (bracket.EntryLeft == 0 || bracket.HasArrived || !_book.CanBeTaken)
            return;
        TakeFromBook(bracket, isEntry: true);
        if (bracket.IsMarketEntry)
            return;
        var (limit, isBuy) = (bracket.Asked.Limit, bracket.IsLong);
        bracket.Entry = new RestingLimit(limit, isBuy, _book.StandsAt(!isBuy, limit));
        bracket.HasArrived = true;
    }

    private int FillLimits(Bracket bracket, int price, int lots, bool isBuy)
    {
        var filled = 0;
        if (bracket.EntryLeft > 0 && bracket.HasArrived)
        {
            filled = bracket.Entry.Fill(_rule, price, lots, isBuy, bracket.EntryLeft);
            if (filled > 0)
                FillEntry(bracket, filled, bracket.Asked.Limit);
        }

        // What this trade opened has its target only after it.
        if (!bracket.HasTarget || filled > 0)
            return filled;
        filled = bracket.Target.Fill(_rule, price, lots, isBuy, bracket.Open);
        if (filled > 0)
            FillExit(bracket, OrderRole.Target, filled, bracket.Target.Price);
        return filled;
    }

    private void TakeFromBook(Bracket bracket, bool isEntry)
    {
        if (!_book.CanBeTaken)
            return;
        var isBuy = isEntry == bracket.IsLong;
        var left = _book.Left(isAsk: isBuy);
        var taken = isBuy ? _asksTaken : _bidsTaken;
        var side = _book.Side(isAsk: isBuy);
        for (var i = 0; i < side.Count; i++)
        {
            var price = side[i].Price.Value;
            var wanted = isEntry ? bracket.EntryLeft : bracket.Open;
            if (wanted == 0 || (isEntry && !bracket.IsMarketEntry && (price - bracket.Asked.Limit) * bracket.Sign > 0))
                return;
            var lots = Math.Min(wanted, Math.Max(0, left[i] - taken[i]));
            if (lots == 0)
                continue;
            if (!_isAlone)
            {
                taken[i] += lots;
                _hasTaken = true;
            }

            if (isEntry)
                FillEntry(bracket, lots, price);
            else
                FillExit(bracket, bracket.Exit, lots, price);
        }
    }

    private void Flatten(Bracket bracket, ulong exitId)
    {
        Leave(bracket, OrderRole.Exit, exitId);
        Say(bracket, OrderReportKind.Canceled, OrderRole.Stop);
        Say(bracket, OrderReportKind.Sent, OrderRole.Exit);
        TakeFromBook(bracket, isEntry: false);
        if (bracket.MarketFilled == 0)
            Say(bracket, OrderReportKind.Working, OrderRole.Exit);
    }

    // It is to be closed at the market; that takes effect with the next look at the book.
    private void Leave(Bracket bracket, OrderRole role, ulong exitId)
    {
        CancelEntry(bracket);
        Say(bracket, OrderReportKind.Canceled, OrderRole.Target);
        (bracket.Exit, bracket.ExitId) = (role, exitId);
    }

    private void CancelEntry(Bracket bracket)
    {
        if (bracket.EntryLeft == 0)
            return;
        bracket.EntryLeft = 0;
        Say(bracket, OrderReportKind.Canceled, OrderRole.Entry);
    }

    private void FillEntry(Bracket bracket, int lots, int price)
    {
        bracket.EntryFilled += lots;
        bracket.EntryLeft -= lots;
        bracket.EntryLotTicks += (long)lots * price;
        Results.Add(bracket.Execution(_rule, OrderRole.Entry, lots, price, _now));
        Say(bracket, bracket.EntryLeft == 0 ? OrderReportKind.Filled : OrderReportKind.Partial, OrderRole.Entry);
        if (bracket.EntryFilled == lots)
            Protect(bracket, price);
        Say(bracket, OrderReportKind.Working, OrderRole.Stop);
        Say(bracket, OrderReportKind.Working, OrderRole.Target);
    }

    private void Protect(Bracket bracket, int price)
    {
        bracket.OpenedAt = _now;
        bracket.StopSince = _trades;
        bracket.Lay(price, _book.StandsAt(isAsk: bracket.IsLong, bracket.TargetFrom(price)));
    }

    private void FillExit(Bracket bracket, OrderRole role, int lots, int price)
    {
        bracket.ExitLotTicks += (long)lots * price;
        if (role == OrderRole.Target)
        {
            bracket.TargetFilled += lots;
            bracket.See(price);
        }
        else
        {
            bracket.MarketFilled += lots;
        }

        Results.Add(bracket.Execution(_rule, role, lots, price, _now));
        CancelEntry(bracket);
        Say(bracket, bracket.Open == 0 ? OrderReportKind.Filled : OrderReportKind.Partial, role);
        if (role == OrderRole.Target)
            Say(bracket, bracket.Open == 0 ? OrderReportKind.Canceled : OrderReportKind.Working, OrderRole.Stop);
    }

    private void Say(Bracket bracket, OrderReportKind kind, OrderRole role) => Results.Add(bracket.Report(kind, role, _now));

    private void Retire()
    {
        for (var i = 0; i < Brackets.Count; i++)
        {
            var bracket = Brackets[i];
            if (!bracket.IsDone)
                continue;
            if (bracket.EntryFilled > 0)
                Results.Add(bracket.Trip(_rule, Options, _now), bracket.Asked.Tag);
            Brackets.RemoveAt(i--);
        }
    }
}
