using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <content>What outlives a chain of the journal: positions, the trade date's figures, latches and memories.</content>
public sealed partial class AccountLedger
{
    private const long CarryVersion = 1;

    /// <summary>Writes everything that must outlive a chain.</summary>
    /// <exception cref="CarryException">There is no room for it.</exception>
    public void Save(CarryWriter writer)
    {
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(Slots);
        foreach (var position in _positions)
            writer.WriteString(position.Instrument.Name);
        writer.WriteInt64(TradeDate.DayNumber);
        writer.WriteInt64(RealizedCents);
        writer.WriteInt64(FeesCents);
        writer.WriteInt64(TradesToday);
        writer.WriteInt64(ImpossibleFills);
        _seen.Save(writer);
        for (var i = 0; i < NotesMax; i++)
            SaveNote(writer, _notes[(_nextNote + i) % NotesMax]);
        _runaway.Save(writer);
        writer.WriteInt64((long)_switch.Breaches);
        writer.WriteInt64(_switch.LossDate.DayNumber);
        writer.WriteInt64(_losses.LastLossAt.Value);
        for (var slot = 0; slot < Slots; slot++)
            SaveSlot(writer, slot);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, in place of all that the account held.</summary>
    /// <exception cref="CarryException">It does not fit. The account is empty then and halted until a person has looked.</exception>
    public void Load(ref CarryReader reader)
    {
        try
        {
            Clear();
            Read(ref reader);
        }
        catch (CarryException)
        {
            Clear();
            _switch.Trip(TradingBreach.Person, TradeDate);
            throw;
        }
    }

    private void Read(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        var slots = ReadNames(ref reader);
        TradeDate = CarriedValues.Date(ref reader);
        RealizedCents = reader.ReadInt64();
        FeesCents = reader.ReadInt64();
        TradesToday = reader.ReadCount(int.MaxValue);
        ImpossibleFills = reader.ReadInt64();
        _seen.Load(ref reader);
        _nextNote = 0;
        for (var i = 0; i < NotesMax; i++)
            _notes[i] = LoadNote(ref reader, slots);
        _runaway.Load(ref reader, slots);
        var breaches = (TradingBreach)reader.ReadCount(TradingSwitch.AllBreaches);
        if ((breaches & ~(TradingBreach)TradingSwitch.AllBreaches) != 0)
            throw new CarryException($"a breach of number {(int)breaches}");
        var lossDate = CarriedValues.Date(ref reader);
        _losses.Clear();
        _losses.LastLossAt = CarriedValues.Moment(ref reader);
        foreach (var slot in slots)
            LoadSlot(ref reader, slot);
        (_finishedCount, _sessionOpensAt, _nextLookAt) = (0, default, default);
        _switch.Restore(breaches, lossDate);
    }

    private void Clear()
    {
        (TradeDate, RealizedCents, FeesCents, TradesToday, ImpossibleFills) = (default, 0, 0, 0, 0);
        (_finishedCount, _nextNote, _sessionOpensAt, _nextLookAt) = (0, 0, default, default);
        Array.Clear(_notes);
        Array.Clear(_hasOpenEntry);
        _seen.Clear();
        _losses.Clear();
        _runaway.Restart();
        _switch.Restore(TradingBreach.None, default);
        for (var slot = 0; slot < Slots; slot++)
        {
            _switch.Set(slot, (TradingCondition)TradingSwitch.AllConditions, false);
            _positions[slot].Clear();
        }
    }

    private void SaveSlot(CarryWriter writer, int slot)
    {
        writer.WriteInt64((long)_switch.ConditionsOf(slot));
        writer.WriteInt64(_hasOpenEntry[slot] ? 1 : 0);
        writer.WriteInt64(_losses.Levels(slot).Count);
        foreach (var level in _losses.Levels(slot))
        {
            writer.WriteInt64(level.TickLots);
            writer.WriteInt64(level.Lots);
            writer.WriteInt64(level.LostAt.Value);
        }

        _positions[slot].Save(writer);
    }

    // By name: an instrument that is new begins flat, one that is no longer there may have a position.
    private int[] ReadNames(ref CarryReader reader)
    {
        var slots = new int[reader.ReadCount(byte.MaxValue)];
        if (slots.Length == 0)
            throw new CarryException("an account of no instrument");
        for (var i = 0; i < slots.Length; i++)
        {
            var name = reader.ReadString();
            slots[i] = SlotOf(name);
            if (slots[i] < 0 || slots.AsSpan(0, i).Contains(slots[i]))
                throw new CarryException($"an account with {name}, which is not among this one's instruments, or twice");
        }

        return slots;
    }

    private void LoadSlot(ref CarryReader reader, int slot)
    {
        _switch.Set(slot, (TradingCondition)TradingSwitch.AllConditions, false);
        _switch.Set(slot, (TradingCondition)reader.ReadCount(TradingSwitch.AllConditions), true);
        _hasOpenEntry[slot] = reader.ReadCount(1) == 1;
        for (var left = reader.ReadCount(LossMemory.LevelsMax); left > 0; left--)
        {
            var tickLots = reader.ReadInt64();
            var lots = reader.ReadCount(Contracts.MaxValue);
            if (lots == 0)
                throw new CarryException("a losing trade of no contracts");
            _losses.Add(slot, new LossMemory.LosingEntry(tickLots, lots, CarriedValues.Moment(ref reader)));
        }

        _positions[slot].Load(ref reader);
    }

    private static void SaveNote(CarryWriter writer, SlotNote noted)
    {
        var (slot, note) = noted;
        writer.WriteInt64(slot);
        writer.WriteUInt64(note.OrderId);
        writer.WriteUInt64(note.SignalId);
        writer.WriteInt64((long)note.Direction);
        writer.WriteInt64(note.Lots.Value);
        writer.WriteInt64(note.Reference.Value);
        writer.WriteInt64(note.StopTicks);
        writer.WriteInt64(note.SentAt.Value);
    }

    private static SlotNote LoadNote(ref CarryReader reader, int[] slots) =>
        new(
            slots[reader.ReadCount(slots.Length - 1)],
            new EntryNote(
                reader.ReadUInt64(),
                reader.ReadUInt64(),
                CarriedValues.Direction(ref reader),
                Contracts.Trusted(reader.ReadCount(Contracts.MaxValue)),
                CarriedValues.Price(ref reader),
                reader.ReadCount(PriceTicks.MaxValue),
                CarriedValues.Moment(ref reader)
            )
        );
}
