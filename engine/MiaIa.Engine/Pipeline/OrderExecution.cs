using System.Runtime.InteropServices;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// Between the order stage and whoever executes: in dry-run the paper broker answers within the step, otherwise Sierra does by events. Every new
/// execution goes into the account. What a step brought about is kept until the next begins.
/// </summary>
internal sealed partial class OrderExecution
{
    private readonly AccountLedger _ledger;
    private readonly int _slot;
    private readonly List<OrderIntent> _intents = new(16);
    private readonly List<Fill> _fills = new(16);
    private readonly List<FillBooking> _bookings = new(16);
    private readonly List<RoundTrip> _trips = new(4);
    private readonly List<string> _remarks = new(4);
    private readonly List<OrderReport> _refusals = new(4);
    private readonly Queue<PaperAnswer> _answers = new(32);
    private bool _isTouched;

    internal OrderExecution(OrderTracker orders, PaperBroker paper, AccountLedger ledger, int slot, bool isOnPaper)
    {
        Orders = orders;
        Paper = paper;
        _ledger = ledger;
        _slot = slot;
        IsOnPaper = isOnPaper;
    }

    internal OrderTracker Orders { get; }

    internal PaperBroker Paper { get; }

    internal bool IsOnPaper { get; }

    internal ReadOnlySpan<OrderIntent> Intents => CollectionsMarshal.AsSpan(_intents);

    internal ReadOnlySpan<Fill> Fills => CollectionsMarshal.AsSpan(_fills);

    internal ReadOnlySpan<FillBooking> Bookings => CollectionsMarshal.AsSpan(_bookings);

    internal ReadOnlySpan<RoundTrip> Trips => CollectionsMarshal.AsSpan(_trips);

    internal IReadOnlyList<string> Remarks => _remarks;

    internal ReadOnlySpan<OrderReport> Refusals => CollectionsMarshal.AsSpan(_refusals);

    internal bool HasNews => _intents.Count + _fills.Count + _trips.Count + _remarks.Count + _refusals.Count > 0;

    internal void Begin()
    {
        if (!HasNews)
            return;
        _intents.Clear();
        _fills.Clear();
        _bookings.Clear();
        _trips.Clear();
        _remarks.Clear();
        _refusals.Clear();
    }

    internal void Traded(in MarketEvent trade, in TradingMoment moment)
    {
        if (!Paper.Traded(trade, moment.Now))
            return;
        GatherPaper();
        Answer(moment);
    }

    internal void BookChanged(BookSnapshot book, in TradingMoment moment)
    {
        if (!Paper.BookChanged(book, moment.Now))
            return;
        GatherPaper();
        Answer(moment);
    }

    internal void Attached(in TradingMoment moment)
    {
        Orders.Attached(moment.Now, moment.LocalNow);
        Drain(moment);
    }

    /// <summary>A study is there that cannot tell of what is open.</summary>
    internal void LeaveTo(string why, in TradingMoment moment)
    {
        Detached(moment);
        RefusePosition(why, moment);
    }

    internal void Detached(in TradingMoment moment)
    {
        Paper.LoseBook();
        Orders.Detached(moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void Gap(in TradingMoment moment)
    {
        Paper.LoseBook();
        Orders.Gap(moment.Now, moment.LocalNow);
        Drain(moment);
    }

    /// <summary>What Sierra says. On paper the trader's own orders and position are none of ours.</summary>
    internal void Take(object? told, in TradingMoment moment)
    {
        if (IsOnPaper)
            return;
        switch (told)
        {
            case OrderReport report:
                Orders.Take(report, moment.Now, moment.LocalNow);
                break;
            case Fill fill:
                Orders.Take(fill, moment.Now, moment.LocalNow);
                break;
            case PositionReading reading:
                Orders.Take(reading, moment.Now, moment.LocalNow);
                break;
            case OrderSnapshot snapshot:
                Orders.Take(snapshot, moment.Now, moment.LocalNow);
                break;
        }

        Drain(moment);
    }

    internal void Submit(in Approved approved, in TradingMoment moment)
    {
        if (!Orders.TrySubmit(approved, moment.Now, moment.LocalNow))
        {
            _remarks.Add($"signal {approved.SignalId} was approved and is not ordered: {Orders.WhyDenied}");
            return;
        }

        foreach (ref readonly var intent in Orders.Intents)
        {
            if (intent.Kind == OrderIntentKind.Enter)
                _ledger.EntrySent(_slot, NoteOf(intent, moment.Now));
        }

        Drain(moment);
    }

    internal void RefusePosition(string why, in TradingMoment moment)
    {
        Orders.RefusePosition(why, moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void Deny(ulong orderId, in TradingMoment moment)
    {
        Orders.Deny(orderId, "not_sent", moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void CancelEntry(ulong signalId, string reason, in TradingMoment moment)
    {
        Orders.CancelEntry(signalId, reason, moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void CancelEntries(string reason, in TradingMoment moment)
    {
        Orders.CancelEntries(reason, moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void Flatten(string reason, in TradingMoment moment)
    {
        Orders.Flatten(reason, moment.Now, moment.LocalNow);
        Drain(moment);
    }

    internal void Resumed(in TradingMoment moment)
    {
        Orders.Resumed(moment.Now, moment.LocalNow);
        Drain(moment);
    }

    /// <summary>What is due by time alone, and what the account has to know of it.</summary>
    /// <param name="moment">Of the step.</param>
    /// <param name="isTick">The clock has ticked: every wait of the orders is longer than its 100 ms.</param>
    internal void Advance(in TradingMoment moment, bool isTick)
    {
        if (!isTick && !_isTouched)
            return;
        Orders.Advance(moment.Now, moment.LocalNow);
        if (Orders.Intents.Length + Orders.NewFills.Length + Orders.Remarks.Length > 0)
            Drain(moment);
        if (!_isTouched)
            return;
        _isTouched = false;
        ForgetWhatIsGone();
        TellStop();
        if (!Orders.HasOpenEntry && _ledger.HasOpenEntry(_slot))
            _ledger.EntryEnded(_slot);
    }

    private static EntryNote NoteOf(in OrderIntent intent, UnixNanos now)
    {
        var entry = intent.Entry;
        return new(intent.OrderId, entry.SignalId, entry.Direction, entry.Lots, entry.Reference, entry.StopTicks, now);
    }

    /// <summary>Takes over what the tracker's last call brought about; on paper its intents are done at once.</summary>
    private void Drain(in TradingMoment moment)
    {
        GatherOrders();
        Answer(moment);
    }

    /// <summary>Gives the paper broker's answers to the tracker, and what follows from them to the paper broker, until both are still.</summary>
    private void Answer(in TradingMoment moment)
    {
        while (_answers.TryDequeue(out var answer))
        {
            if (answer.IsFill)
                Orders.Take(answer.Fill, moment.Now, moment.LocalNow);
            else
                Orders.Take(answer.Report, moment.Now, moment.LocalNow);
            GatherOrders();
        }
    }

    private void GatherOrders()
    {
        _isTouched = true;
        foreach (ref readonly var fill in Orders.NewFills)
            Count(fill);
        foreach (var remark in Orders.Remarks)
            _remarks.Add(remark);
        foreach (ref readonly var refusal in Orders.Refusals)
            _refusals.Add(refusal);
        var first = _intents.Count;
        foreach (ref readonly var intent in Orders.Intents)
            _intents.Add(intent);
        for (var i = first; IsOnPaper && i < _intents.Count; i++)
        {
            Paper.Submit(_intents[i]);
            GatherPaper();
        }
    }

    private void Count(in Fill fill)
    {
        // The tracker lets each pass once: only after a carry that did not fit can the account know more.
        if (_ledger.Take(fill, _slot) is var outcome and not FillOutcome.Counted)
        {
            _remarks.Add($"fill {fill.Key} of order {fill.OrderId} is not counted by the account: {outcome}");
            return;
        }

        _fills.Add(fill);
        _bookings.Add(_ledger.Booked);
        foreach (ref readonly var trip in _ledger.Finished)
            _trips.Add(trip);
    }

    // A position that came without an execution (from the days before) is adopted without one, and the trade that closes it opens another for the
    // account, which would stand in the way of every entry for ever. Sierra is the truth.
    private void ForgetWhatIsGone()
    {
        var lots = _ledger.LotsOf(_slot);
        if (lots == 0 || !Orders.IsFlat || !Orders.IsReconciled)
            return;
        _remarks.Add($"the account held {lots} lots that Sierra does not have: forgotten without a profit");
        _ledger.Forget(_slot);
    }

    // Where the stop stands decides how much may still be lost.
    private void TellStop()
    {
        var stop = default(PriceTicks);
        foreach (var order in Orders.Orders)
        {
            if (order.Role == OrderRole.Stop && order.IsWorking)
                stop = order.Price;
        }

        _ledger.SetStop(_slot, stop);
    }
}
