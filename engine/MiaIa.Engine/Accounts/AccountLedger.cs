using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>
/// The one account behind all instruments: positions as sums of fills, the trade date's profit, trades and limits, and whether entries
/// may pass. Stepped by the runner with market time; the same inputs give the same account. Counts by the exchange's trade date.
/// </summary>
public sealed partial class AccountLedger
{
    private const int NotesMax = 64;

    // More than a snapshot of each instrument holds, and ten days of fifty trades.
    private const int SeenMax = 2_048;

    private const ulong OfSlot = 0x9E37_79B9_7F4A_7C15;

    private readonly SessionCalendar _calendar;
    private readonly InstrumentPosition[] _positions;
    private readonly bool[] _hasOpenEntry;
    private readonly bool[] _isInDoubt;
    private readonly SlotNote[] _notes = new SlotNote[NotesMax];
    private readonly RoundTrip[] _finished = new RoundTrip[1];
    private readonly SeenFills _seen = new(SeenMax);
    private readonly LossMemory _losses;
    private readonly RunawayGuard _runaway;
    private readonly TradingSwitch _switch;
    private int _nextNote;
    private int _finishedCount;
    private UnixNanos _sessionOpensAt;
    private UnixNanos _nextLookAt;

    /// <summary>Makes an empty account.</summary>
    /// <param name="options">Its limits.</param>
    /// <param name="instruments">Each one's place in the list is its slot.</param>
    /// <param name="calendar">Says which trade date a moment belongs to; without one the calendar that ships with the core.</param>
    /// <exception cref="ArgumentException">A limit or an instrument cannot be; the message names it and its value.</exception>
    public AccountLedger(AccountOptions options, IReadOnlyList<AccountInstrument> instruments, SessionCalendar? calendar = null)
    {
        options.Validate();
        if (instruments.Count == 0)
            throw new ArgumentException("the account needs at least one instrument", nameof(instruments));
        foreach (var instrument in instruments)
            instrument.Validate();
        if (instruments.DistinctBy(instrument => instrument.Name).Count() != instruments.Count)
            throw new ArgumentException("two instruments of the account have one name", nameof(instruments));
        Options = options;
        _calendar = calendar ?? SessionCalendar.Cme();
        _positions = [.. instruments.Select(instrument => new InstrumentPosition(instrument))];
        _hasOpenEntry = new bool[instruments.Count];
        _isInDoubt = new bool[instruments.Count];
        _losses = new LossMemory(instruments.Count);
        _runaway = new RunawayGuard(options);
        _switch = new TradingSwitch(instruments.Count);
    }

    /// <summary>The limits that it was made with.</summary>
    public AccountOptions Options { get; }

    /// <summary>Instruments, each with a slot.</summary>
    public int Slots => _positions.Length;

    /// <summary>The exchange's trade date; the default before the first moment.</summary>
    public DateOnly TradeDate { get; private set; }

    /// <summary>Profit of the trade date in cents, realised and after fees of every fill.</summary>
    public long RealizedCents { get; private set; }

    /// <summary>Fees of the trade date in cents.</summary>
    public long FeesCents { get; private set; }

    /// <summary>Positions that were opened on the trade date, whoever opened them.</summary>
    public int TradesToday { get; private set; }

    /// <summary>Fills that could not be, since the start.</summary>
    public long ImpossibleFills { get; private set; }

    /// <summary>The round trips that the last <see cref="Take"/> finished: none or one.</summary>
    public ReadOnlySpan<RoundTrip> Finished => _finished.AsSpan(0, _finishedCount);

    /// <summary>How the fill that the last <see cref="Take"/> counted was booked.</summary>
    public FillBooking Booked { get; private set; }

    /// <summary>What halts the account.</summary>
    public TradingBreach Breaches => _switch.Breaches;

    /// <summary>Market time of the newest loss; the default before the first.</summary>
    public UnixNanos LastLossAt => _losses.LastLossAt;

    /// <summary>What the account knows of an instrument.</summary>
    public AccountInstrument InstrumentOf(int slot) => _positions[slot].Instrument;

    /// <summary>The slot of an instrument's name; −1 when there is none.</summary>
    public int SlotOf(string name) => Array.FindIndex(_positions, position => position.Instrument.Name == name);

    /// <summary>An instrument's position: + long, − short.</summary>
    public int LotsOf(int slot) => _positions[slot].Lots;

    /// <summary>The average price of an open position in ticks; 0 when flat.</summary>
    public double AverageTicksOf(int slot) => _positions[slot].Lots == 0 ? 0 : (double)_positions[slot].TickLots / _positions[slot].Lots;

    /// <summary>What closing an instrument's position at the newest price would bring, in cents before fees.</summary>
    public long OpenCentsOf(int slot) => _positions[slot].OpenCents();

    /// <summary>Whether an instrument's entry command is not at its end.</summary>
    public bool HasOpenEntry(int slot) => _hasOpenEntry[slot];

    /// <summary>Whether entries of an instrument may pass.</summary>
    public TradingState StateOf(int slot) => _switch.StateOf(slot);

    /// <summary>Why not, in words such as <c>daily_loss, kill</c>; empty when they may.</summary>
    public string ReasonOf(int slot) => _switch.ReasonOf(slot);

    /// <summary>Moves market time on. True when a new trade date began: its profit, trades and identical commands count from 0.</summary>
    public bool Advance(UnixNanos now)
    {
        if (now < _nextLookAt)
            return false;
        if (!_calendar.TryFind(now, out var session, out _))
        {
            // A year that the calendar does not know: no date begins, and the session rule lets no entry pass. Asked again in an hour.
            _nextLookAt = UnixNanos.Trusted(now.Value + 60 * UnixNanos.PerMinute);
            return false;
        }

        _nextLookAt = session.NextOpensAt;
        _sessionOpensAt = session.OpensAt;
        var date = _calendar.TradeDateOf(session.Date);
        if (date <= TradeDate)
            return false;
        TradeDate = date;
        (RealizedCents, FeesCents, TradesToday) = (0, 0, 0);
        _runaway.Restart();
        return true;
    }

    /// <summary>Takes a price that was traded: what is open may lose the day's limit by it. True when it just did.</summary>
    /// <param name="slot">The instrument's place.</param>
    /// <param name="last">The price.</param>
    /// <param name="tradedAt">Market time; the default = now. Old tape, from before the position was opened, says nothing about it.</param>
    public bool Mark(int slot, PriceTicks last, UnixNanos tradedAt = default) => _positions[slot].Mark(last, tradedAt) && FindsLossLimit();

    /// <summary>Counts an execution, once. What it finished stands in <see cref="Finished"/>; a breach of the day's loss in <see cref="Breaches"/>.</summary>
    public FillOutcome Take(in Fill fill, int slot)
    {
        _finishedCount = 0;
        if (fill.Key == 0 || fill.Lots.Value < 1 || !fill.Price.IsKnown || fill.Direction == Direction.None)
        {
            ImpossibleFills++;
            return FillOutcome.Impossible;
        }

        if (!_seen.TryAdd(KeyOf(fill, slot)))
            return FillOutcome.Duplicate;
        // Only market time begins a date: a fill that is dated ahead must not clear what today has lost.
        if (TradeDate == default)
            Advance(fill.ObservedAt);
        var date = DateOf(fill.ObservedAt);
        if (fill.Assumed.IsKnown)
        {
            Correct(fill, slot, date);
            return FillOutcome.Counted;
        }

        var fee = _positions[slot].Instrument.Fees.CentsOn(date);
        var effect = _positions[slot].Take(fill, NoteOf(fill.OrderId, slot), fee, date, slot);
        Booked = new FillBooking(effect.RealizedCents, (long)fee * fill.Lots.Value, date, effect.HasOpened);
        if (date == TradeDate)
        {
            RealizedCents += effect.RealizedCents - (long)fee * fill.Lots.Value;
            FeesCents += (long)fee * fill.Lots.Value;
            TradesToday += effect.HasOpened ? 1 : 0;
        }

        if (effect.HasFinished)
        {
            _finished[0] = effect.Finished;
            _finishedCount = 1;
            _losses.Take(effect.Finished);
        }

        FindsLossLimit();
        return FillOutcome.Counted;
    }

    // Executions of two instruments are two, also where two programs of Sierra have given them one name. Of the first instrument the key is the
    // fill's own, as it has always been.
    private static ulong KeyOf(in Fill fill, int slot)
    {
        var key = fill.Key ^ unchecked((ulong)slot * OfSlot);
        return key == 0 ? OfSlot : key;
    }

    private void Correct(in Fill fill, int slot, DateOnly date)
    {
        var cents = _positions[slot].Correct(fill);
        Booked = new FillBooking(cents, 0, date, HasOpened: false);
        if (date == TradeDate)
            RealizedCents += cents;
        FindsLossLimit();
    }

    /// <summary>Remembers an entry command that leaves: its fills become a round trip of its signal, and the runaway guard counts it.</summary>
    public void EntrySent(int slot, in EntryNote note)
    {
        _notes[_nextNote] = new SlotNote(slot, note);
        _nextNote = (_nextNote + 1) % NotesMax;
        _hasOpenEntry[slot] = true;
        _runaway.Sent(new RunawayGuard.Identity(slot, note.Direction, note.Lots.Value, note.Reference), note.SentAt);
    }

    /// <summary>An instrument's entry command is at its end: filled, cancelled, rejected or never made.</summary>
    public void EntryEnded(int slot) => _hasOpenEntry[slot] = false;

    /// <summary>An instrument may have lots open that nobody has counted, or no longer.</summary>
    public void SetDoubt(int slot, bool mayHoldMore) => _isInDoubt[slot] = mayHoldMore;

    /// <summary>Where the working stop of an instrument's position stands; the default when that is not known. Forgotten when it is flat.</summary>
    public void SetStop(int slot, PriceTicks stop) => _positions[slot].Stop = _positions[slot].Lots == 0 ? default : stop;

    /// <summary>
    /// An instrument's position is known to be none: what stands here is left of executions that nobody was shown. It goes without a profit,
    /// because what it cost or brought is not known.
    /// </summary>
    public void Forget(int slot) => _positions[slot].Forget();

    /// <summary>A condition of an instrument begins or heals.</summary>
    public void SetCondition(int slot, TradingCondition condition, bool isOn) => _switch.Set(slot, condition, isOn);

    /// <summary>Halts the account until a person lifts it.</summary>
    public void Trip(TradingBreach breach) => _switch.Trip(breach, TradeDate);

    /// <summary>
    /// A person allows entries again. What stays: a loss limit that was reached on this trade date.
    /// </summary>
    public TradingBreach Resume()
    {
        var lifted = _switch.Breaches;
        var stays = _switch.Resume(TradeDate);
        if ((lifted & ~stays & TradingBreach.Runaway) != 0)
            _runaway.Restart();
        return stays;
    }

    private EntryNote NoteOf(ulong orderId, int slot)
    {
        if (orderId == 0)
            return default;
        foreach (var (noted, note) in _notes)
        {
            if (note.OrderId == orderId && noted == slot)
                return note;
        }

        // An order of ours from before what is remembered: its id is kept, its signal is not known.
        return new EntryNote(orderId, 0, Direction.None, default, default, 0, default);
    }

    // A fill that is told late belongs to the trade date on which it happened.
    private DateOnly DateOf(UnixNanos moment) =>
        moment >= _sessionOpensAt || !_calendar.TryFind(moment, out var session, out _) ? TradeDate : _calendar.TradeDateOf(session.Date);

    // Order ids are each instrument's own.
    private readonly record struct SlotNote(int Slot, EntryNote Note);
}
