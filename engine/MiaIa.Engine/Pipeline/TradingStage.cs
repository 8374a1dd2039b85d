using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The second half of the step: what a signal is worth to the risk gate, which order follows, what became of it, and what that means for the
/// account. Each step replaces what the one before brought about.
/// </summary>
public sealed partial class TradingStage
{
    // More than there will be instruments: one that is added does not move the ids of the others.
    private const ulong OrderIdStep = 64;

    private MarketState _market;

    // By whose day everything is closed: while the market catches up, the one before.
    private MarketState? _hours;
    private readonly RiskGate _gate;
    private readonly RiskFacts _facts;
    private readonly OrderExecution _execution;
    private readonly List<GhostTrade> _endedGhosts = new(64);
    private readonly RiskVerdict[] _verdicts = new RiskVerdict[1];
    private int _verdictCount;
    private DateOnly _feesOf;
    private bool _isCatchingUp;
    private bool? _mustBeFlat;
    private byte _conditions = byte.MaxValue;
    private TimeOnward _time;
    private OpenElsewhere _openElsewhere;

    internal TradingStage(InstrumentOptions instrument, SessionCalendar calendar, MarketState market, AccountLedger account)
    {
        var options = instrument.Trading;
        _market = market;
        Account = account;
        Slot = account.SlotOf(instrument.Name);
        Mode = options.Mode;
        _facts = new RiskFacts(Mode, market);
        _gate = new RiskGate(options.Risk with { CeilingContracts = instrument.Signals.CeilingContracts }, calendar);
        var ids = options.Orders with { Mode = Mode, FirstOrderId = (ulong)Slot + 1, OrderIdStep = OrderIdStep, AreIdsOfTheClock = true };
        var paper = options.Paper with { TickValueCents = account.InstrumentOf(Slot).TickValueCents };
        _execution = new OrderExecution(new OrderTracker(ids), new PaperBroker(paper), account, Slot, Mode == TradingMode.DryRun);
        Ghosts = new GhostBook(paper);
    }

    /// <summary>What becomes of an order.</summary>
    public TradingMode Mode { get; }

    /// <summary>The account over all instruments. Read only: it is stepped by the cores.</summary>
    public AccountLedger Account { get; }

    /// <summary>The instrument's place in the account.</summary>
    public int Slot { get; }

    /// <summary>The orders and what is known of them. Read only: it is the core's own.</summary>
    public OrderTracker Orders => _execution.Orders;

    /// <summary>Fills on paper; in dry-run only. Read only: it is the core's own.</summary>
    public PaperBroker Paper => _execution.Paper;

    /// <summary>Every signal on paper, and what each gate has cost. Read only: it is the core's own.</summary>
    public GhostBook Ghosts { get; }

    /// <summary>What each gate and rule refuses. Read only: it is the core's own.</summary>
    public GateMeter Meter { get; } = new();

    /// <summary>Ghosts that ended in the last step, by either rule for limits.</summary>
    public ReadOnlySpan<GhostTrade> EndedGhosts => CollectionsMarshal.AsSpan(_endedGhosts);

    /// <summary>The verdict on a signal that was just born: none or one.</summary>
    public ReadOnlySpan<RiskVerdict> Verdicts => _verdicts.AsSpan(0, _verdictCount);

    /// <summary>What the order stage asks for, in order. In dry-run it has been done on paper already.</summary>
    public ReadOnlySpan<OrderIntent> Intents => _execution.Intents;

    /// <summary>Executions that were not known before.</summary>
    public ReadOnlySpan<Fill> Fills => _execution.Fills;

    /// <summary>How the account booked each of <see cref="Fills"/>.</summary>
    public ReadOnlySpan<FillBooking> Bookings => _execution.Bookings;

    /// <summary>Trades that ended, from flat to flat.</summary>
    public ReadOnlySpan<RoundTrip> RoundTrips => _execution.Trips;

    /// <summary>What the order stage refused or found wrong, for the log.</summary>
    public IReadOnlyList<string> Remarks => _execution.Remarks;

    /// <summary>Commands that Sierra's side refused and orders that it rejected, for the log.</summary>
    public ReadOnlySpan<OrderReport> Refusals => _execution.Refusals;

    /// <summary>Whether the last step brought about anything of the above, or ended a ghost.</summary>
    public bool HasNews => _verdictCount > 0 || _execution.HasNews || _endedGhosts.Count > 0;

    /// <summary>The codes that refused the newest refused signal, each as the bit of its number; 0 before the first.</summary>
    public uint LastRefused { get; private set; }

    /// <summary>Whether entries may pass now.</summary>
    public TradingState State => Account.StateOf(Slot);

    /// <summary>
    /// Whether everything of ours has to be closed by the hour at a moment of local time, also when no event has been taken for long: then the
    /// market's time has gone on as the local one has.
    /// </summary>
    public bool MustBeFlatAt(UnixNanos localNow) => _hours is { } hours && _gate.Hours.MustBeFlat(hours.Session, _time.OnwardAt(localNow));

    /// <summary>Takes an event once the market has it and the signals have spoken.</summary>
    internal void Step(in MarketEvent e, in TradingMoment moment, ReadOnlySpan<Decision> decisions)
    {
        _verdictCount = 0;
        _endedGhosts.Clear();
        _execution.Begin();
        Ghosts.Advance(moment.Now);
        if (Account.Advance(moment.Now) || Account.TradeDate != _feesOf)
            BeginDate();
        if (moment.IsNews)
            Take(e, moment);
        var isTick = e.Kind == MarketEventKind.Clock;
        _isCatchingUp = moment.IsCatchingUp;
        if (!_isCatchingUp && _hours != _market)
            _hours = _market;
        _time.Take(moment);
        _execution.Advance(moment, isTick);
        if (isTick)
        {
            CloseBeforeTheClose(moment);
            CloseWhileKilled(moment);
        }

        Condition(moment);
        // As the study does by itself: exits only, and an entry that still waits is none. A flatten cancels it anyway.
        if (State == TradingState.Halted && Orders.HasOpenEntry && !Orders.IsFlattening)
            _execution.CancelEntries("halted", moment);
        foreach (ref readonly var decision in decisions)
            Follow(decision, moment);
    }

    private void BeginDate()
    {
        _feesOf = Account.TradeDate;
        var fee = Account.InstrumentOf(Slot).Fees.CentsOn(_feesOf);
        Paper.BeginDay(fee);
        Ghosts.BeginDay(fee);
    }

    private void Take(in MarketEvent e, in TradingMoment moment)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                Mark(e);
                _execution.Traded(e, moment);
                Ghosts.Traded(e, moment.Now);
                GatherGhosts();
                break;
            case MarketEventKind.Book:
                _facts.BookChanged(e.Book!.IsSound, moment.Now);
                // The market's copy: the event's is overwritten by the next one.
                _execution.BookChanged(_market.Book, moment);
                Ghosts.BookChanged(_market.Book, moment.Now);
                GatherGhosts();
                break;
            case MarketEventKind.Clock or MarketEventKind.Heartbeat:
                break;
            default:
                TakeRare(e, moment);
                break;
        }
    }

    // On its own, so that a trade or a book does not make room for all of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeRare(in MarketEvent e, in TradingMoment moment)
    {
        switch (e.Kind)
        {
            case MarketEventKind.StudyAttached:
                _facts.Attached(e);
                if (e.IsRoll || (e.EndsReplay && !_isCatchingUp))
                    Roll(e, moment);
                Attach(e, moment);
                break;
            case MarketEventKind.StudyDetached:
                _facts.Detached();
                _facts.LoseBook(moment.Now);
                _execution.Detached(moment);
                Ghosts.LoseBook();
                break;
            case MarketEventKind.Gap:
                _facts.LoseBook(moment.Now);
                _execution.Gap(moment);
                Ghosts.Lose();
                break;
            case MarketEventKind.Halt:
                Account.Trip(TradingBreach.Person);
                break;
            case MarketEventKind.Resume:
                Account.Resume();
                _execution.Resumed(moment);
                break;
            case MarketEventKind.Flatten:
                Account.Trip(TradingBreach.Kill);
                _execution.Flatten((string)e.Payload!, moment);
                break;
            case MarketEventKind.PositionRefused:
                _execution.RefusePosition((string)e.Payload!, moment);
                break;
            case MarketEventKind.EntryKept:
                _execution.Deny((ulong)e.Payload!, moment);
                break;
            case >= MarketEventKind.OrderReported and <= MarketEventKind.OrdersTold when _openElsewhere.IsElsewhere:
                // Of another contract: it says nothing about what is open.
                break;
            case >= MarketEventKind.OrderReported and <= MarketEventKind.OrdersTold:
                _facts.Read(e.Payload as PositionReading? ?? (e.Payload as OrderSnapshot)?.Position);
                _execution.Take(e.Payload, moment);
                break;
        }
    }

    private void CloseBeforeTheClose(in TradingMoment moment)
    {
        if (_hours is null)
            return;
        var wasFlat = _mustBeFlat;
        _mustBeFlat = _gate.Hours.MustBeFlat(_hours.Session, _time.Onward);
        if (_mustBeFlat != true)
            return;
        if ((Orders.OwnPosition != 0 || Orders.HasOpenEntry) && !Orders.IsFlattening)
            _execution.Flatten("flat_by_close", moment);
        // A ghost of other hours is one of a trade that would have lived on: it has until the next close.
        if (wasFlat != false || Ghosts.Open == 0)
            return;
        Ghosts.Close(moment.Now);
        GatherGhosts();
    }

    // Flat was seen twice and the flatten has ended; an execution that is told after that, of an entry that was cancelled, is closed too.
    // What Sierra does not have is left to the reconciliation.
    private void CloseWhileKilled(in TradingMoment moment)
    {
        if ((Account.Breaches & TradingBreach.Kill) != 0 && Orders.OwnPosition != 0 && Orders.Position != 0 && !Orders.IsFlattening)
            _execution.Flatten("killed", moment);
    }

    // The next call of the book replaces them, and a step makes several.
    private void GatherGhosts()
    {
        if (Ghosts.Ended.Length > 0)
            _endedGhosts.AddRange(Ghosts.Ended);
    }

    private void Follow(in Decision decision, in TradingMoment moment)
    {
        if (decision.Event == SignalEvent.Ended)
            _execution.CancelEntry(decision.SignalId, "signal_ended", moment);
        if (decision.Event != SignalEvent.Born)
            return;
        ref var verdict = ref _verdicts[0];
        verdict = _gate.Judge(decision, _facts.At(moment, Orders), Account, Slot);
        _verdictCount = 1;
        if (!moment.IsCatchingUp)
        {
            Meter.Take(verdict);
            Ghosts.Begin(decision, new RefusalSet(verdict.Refused), moment.Now);
        }

        if (verdict.TryGetApproved(out var approved))
            _execution.Submit(approved, moment);
        else
            LastRefused = verdict.Refused;
    }
}
