using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Orders;

/// <summary>
/// The orders of one instrument, from the decision to a flat position: which commands leave, what became of them, and whether what Sierra says
/// and what is known here agree. It knows no clock: market time and local time come with each call, and each call's <see cref="Intents"/> and
/// <see cref="NewFills"/> replace those of the call before. See docs/orders.md.
/// </summary>
public sealed partial class OrderTracker
{
    private readonly TrackedState _state;
    private readonly FlattenCourse _flatten = new();
    private readonly ReportIntake _intake;
    private readonly Reconciliation _reconciliation;
    private readonly Protection _protection;
    private readonly Questions _questions;
    private readonly EntryPermit _permit;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public OrderTracker(OrderOptions options)
    {
        options.Validate();
        _state = new TrackedState(options);
        _intake = new ReportIntake(_state, _flatten);
        _reconciliation = new Reconciliation(_state, _intake, _flatten);
        _protection = new Protection(_state);
        _questions = new Questions(_state);
        _permit = new EntryPermit(_state, _flatten, _reconciliation, _protection);
        WhyNot = _permit.WhyNot();
    }

    /// <summary>What the last call asks for, in order. A query decides nothing and need not be on the device first; everything else must.</summary>
    public ReadOnlySpan<OrderIntent> Intents => _state.Output.Intents;

    /// <summary>Executions of the last call that were not known by their key, external ones (order id 0) and inferred ones included.</summary>
    public ReadOnlySpan<Fill> NewFills => _state.Output.Fills;

    /// <summary>What the last call refused or found wrong, for the log and the record; most calls have none.</summary>
    public ReadOnlySpan<string> Remarks => _state.Output.Remarks;

    /// <summary>Commands that the last call heard to be refused, and orders that it heard to be rejected.</summary>
    public ReadOnlySpan<OrderReport> Refusals => _state.Output.Refusals;

    /// <summary>Every order that is open, and the newest of those that are not.</summary>
    public ReadOnlySpan<TrackedOrder> Orders => _state.Orders.All;

    /// <summary>Signed lots of ours: Σ of our fills, less what a trade that was not ours has closed.</summary>
    public int OwnPosition => _state.Position.Own;

    /// <summary>Signed lots that are not ours.</summary>
    public int ExternalPosition => _state.Position.External;

    /// <summary>Signed lots in all: Sierra's newest reading; Σ of the fills where none is known, and in dry-run.</summary>
    public int Position => _state.Position.HasReading ? _state.Position.Reading.Lots : OwnPosition + ExternalPosition;

    /// <summary>No position, ours or not, and Sierra says so too. A missing reading is not flat.</summary>
    public bool IsFlat => OwnPosition == 0 && ExternalPosition == 0 && Position == 0 && (_state.IsPaper || _state.Position.HasReading);

    /// <summary>
    /// Lots of ours may be open that nobody has counted: a command without an answer, an order that ended unasked, fills that were told of and not
    /// shown, a position that they do not explain. Never in dry-run.
    /// </summary>
    public bool MayHoldMore =>
        !_state.IsPaper
        && (
            _state.Position.Doubt.Length > 0 || _state.Position.Unexplained != 0 || _protection.HasUnresolved || _protection.AreFillsMissing
        );

    /// <summary>An entry is decided, unresolved or working.</summary>
    public bool HasOpenEntry => _protection.HasOpenEntry;

    /// <summary>A position of ours, or an order that may still fill.</summary>
    public bool HasSomething => _protection.HasSomething;

    /// <summary>A flatten is under way: no entry passes until flat was seen twice.</summary>
    public bool IsFlattening => _flatten.IsOn;

    /// <summary>Of the newest command of the flatten that is under way; 0 = none is, or none has left.</summary>
    public ulong FlattenId => _flatten.IsOn ? _flatten.OrderId : 0;

    /// <summary>No id from before a moment of local time is given out from here on: it may have been, and been lost.</summary>
    public void PassIdsUntil(UnixNanos localNow) => _state.PassIdsUntil(localNow);

    /// <summary>Lots that the newest entry of a signal ordered; 0 where it has none, or none that is still kept.</summary>
    public int LotsOrderedFor(ulong signalId) => _state.Orders.FindEntry(signalId)?.Entry.Lots.Value ?? 0;

    /// <summary>Whether Sierra and we agree about orders, fills and position, proven since the last doubt.</summary>
    public bool IsReconciled => WhyNot.Length == 0;

    /// <summary>Why not; empty when reconciled. A few plain words, or Sierra's obstacle.</summary>
    public string WhyNot { get; private set; }

    /// <summary>Why the last <see cref="TrySubmit"/> was denied here; empty when it was not.</summary>
    public string WhyDenied { get; private set; } = "";

    /// <summary>Lots of ours that working stops protect.</summary>
    public int WorkingStopLots => _protection.StopLots;

    /// <summary>Lots of ours that working targets would close.</summary>
    public int WorkingTargetLots => _protection.TargetLots;

    /// <summary>What went past the plain course.</summary>
    public OrderCounters Counters => _state.Counters;

    /// <summary>Orders an entry. False: denied here (<see cref="WhyDenied"/>), nothing was decided.</summary>
    public bool TrySubmit(in Approved approved, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        WhyDenied = _permit.WhyDenied(approved, isFlat: IsFlat);
        if (WhyDenied.Length > 0)
        {
            _state.Counters = _state.Counters with { Denied = _state.Counters.Denied + 1 };
            return false;
        }

        var order = new TrackedOrder
        {
            OrderId = _state.TakeId(),
            Role = OrderRole.Entry,
            Direction = approved.Direction,
            Lots = approved.Lots.Value,
            Price = approved.Limit,
            Entry = approved,
            BegunAt = now,
            EventNanos = _state.Elapsed,
        };
        // The permit has seen that there is room.
        if (!_state.Orders.TryAdd(order))
            throw new InvalidOperationException($"no room for order {order.OrderId}");
        _state.Output.Add(new OrderIntent(OrderIntentKind.Enter, order.OrderId, approved, "signal", now));
        Conclude();
        return true;
    }

    /// <summary>
    /// The command of this id will never leave (it could not be put on the device): the entry is denied here, also where it has been asked about or
    /// was to be cancelled meanwhile. What Sierra has shown of it is believed instead.
    /// </summary>
    public void Deny(ulong orderId, string reason, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        var entry = _state.Orders.FindCommand(orderId);
        if (entry is { BrokerId: 0, FilledLots: 0, State: OrderState.Decided or OrderState.Unresolved or OrderState.Canceling } order)
        {
            order.State = OrderState.Denied;
            order.Code = reason;
            _state.Counters = _state.Counters with { Denied = _state.Counters.Denied + 1 };
        }

        Conclude();
    }

    /// <summary>Takes a report of the study or the paper broker.</summary>
    public void Take(in OrderReport report, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        _ = _intake.Take(report, isShown: false);
        Conclude();
    }

    /// <summary>Takes an execution. It counts once, whatever the order's status is.</summary>
    public void Take(in Fill fill, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        _intake.Take(fill);
        Conclude();
    }

    /// <summary>Takes Sierra's position. Passed over in dry-run: it may be the trader's own.</summary>
    public void Take(in PositionReading reading, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (!_state.IsPaper)
            _reconciliation.Take(reading);
        Conclude();
    }

    /// <summary>A position was told that is none of this account: nothing is known of ours until it is told twice again.</summary>
    public void RefusePosition(string why, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (!_state.IsPaper)
        {
            _state.Refuse($"refused: {why}");
            _state.Position.ForgetReading();
            _state.Doubt("a position was refused");
        }

        Conclude();
    }

    /// <summary>Takes all that Sierra knows: one pass agrees or blocks. Passed over in dry-run.</summary>
    public void Take(OrderSnapshot snapshot, UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (!_state.IsPaper)
            _reconciliation.Take(snapshot);
        Conclude();
    }

    /// <summary>A study that may trade this instrument is there (anew): all is asked.</summary>
    public void Attached(UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        _state.IsAttached = true;
        _state.Position.ForgetReading();
        _flatten.AskedNanos = _state.Elapsed;
        BeginAnew("the study has just come");
    }

    /// <summary>It is gone: nothing is asked and no entry passes until it is back.</summary>
    public void Detached(UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        _state.IsAttached = false;
        Conclude();
    }

    /// <summary>Frames from the study are lost for good: what they said is unknown, so all is asked.</summary>
    public void Gap(UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        BeginAnew("frames from the study were lost");
    }

    /// <summary>Lets time pass. Called with every clock event (100 ms) at least; with nothing under way it costs next to nothing.</summary>
    public void Advance(UnixNanos now, UnixNanos localNow)
    {
        _state.Begin(now, localNow);
        if (_protection.AwaitsAnswer)
            _questions.NoteSilence();
        if (_state.TakeNews())
            _protection.Sum();
        LetTimePass();
    }

    private void BeginAnew(string doubt)
    {
        _reconciliation.Forget();
        _state.Doubt(doubt);
        _questions.Restart();
        Conclude();
    }

    /// <summary>Every call that brings news ends here.</summary>
    private void Conclude()
    {
        _ = _state.TakeNews();
        _protection.Sum();
        LetTimePass();
    }

    private void LetTimePass()
    {
        _reconciliation.Settle();
        if (!_flatten.IsOn && _protection.IsNakedTooLong() && (_state.IsPaper || _reconciliation.SnapshotNanos != 0))
        {
            _state.Counters = _state.Counters with { Naked = _state.Counters.Naked + 1 };
            _state.Output.Say($"{OwnPosition} lots stand without a working stop: flatten");
            _flatten.Begin("naked");
        }

        if (_flatten.IsOn)
            _flatten.Step(_state, _protection);
        WhyNot = _permit.WhyNot();
        _questions.Ask(_flatten, isSettled: IsReconciled && !_flatten.IsOn);
    }
}
