using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Risk;

/// <summary>
/// Every rule between a signal and an order. All of them are evaluated on every signal, so that each has its share on record; one that
/// refuses is enough. Only here an <see cref="Approved"/> is made.
/// </summary>
public sealed class RiskGate
{
    private readonly RiskOptions _options;

    /// <summary>Makes the gate of an instrument.</summary>
    /// <param name="options">Its limits.</param>
    /// <param name="calendar">Of the exchange; without one the calendar that ships with the core.</param>
    /// <exception cref="ArgumentException">A limit cannot be; the message names it and its value.</exception>
    public RiskGate(RiskOptions options, SessionCalendar? calendar = null)
    {
        options.Validate();
        _options = options;
        Hours = new TradingHours(options);
        Contracts = new ContractCalendar(calendar ?? SessionCalendar.Cme(), options.RollDays);
    }

    /// <summary>When entries may be made and positions have to be closed.</summary>
    public TradingHours Hours { get; }

    /// <summary>Which contract is in front.</summary>
    public ContractCalendar Contracts { get; }

    /// <summary>
    /// Judges a signal that was just born. A command that only the runaway guard stops trips it: trading is then disabled until a person
    /// enables it.
    /// </summary>
    /// <param name="born">The signal.</param>
    /// <param name="moment">What stands at this moment.</param>
    /// <param name="ledger">The account.</param>
    /// <param name="slot">The instrument's place in it.</param>
    public RiskVerdict Judge(in Decision born, in RiskContext moment, AccountLedger ledger, int slot)
    {
        ledger.Advance(moment.Now);
        var entry = new RiskCase(born, moment, ledger, slot, _options, Hours, Contracts);
        var verdict = RiskVerdict.Refusing(born.SignalId, moment.Now);
        verdict.Put(HaltedAccount.Judge(entry));
        verdict.Put(StaleFeed.Judge(entry));
        verdict.Put(LowCoverage.Judge(entry));
        verdict.Put(WrongContract.Judge(entry));
        verdict.Put(ClosedHours.Judge(entry));
        verdict.Put(WideSpread.Judge(entry));
        verdict.Put(PriceOffCollar.Judge(entry));
        verdict.Put(UnsoundBook.Judge(entry));
        verdict.Put(NoVolume.Judge(entry));
        verdict.Put(SizeZero.Judge(entry));
        verdict.Put(PositionCeiling.Judge(entry));
        verdict.Put(OpenPosition.Judge(entry));
        verdict.Put(OppositePosition.Judge(entry));
        verdict.Put(DailyLossLimit.Judge(entry));
        verdict.Put(TradesOfDay.Judge(entry));
        verdict.Put(MarginShortfall.Judge(entry));
        verdict.Put(LossCooldown.Judge(entry));
        verdict.Put(LossLevel.Judge(entry));
        verdict.Put(RunawayEntries.Judge(entry));
        verdict.Put(Unreconciled.Judge(entry));
        verdict.Put(ModeMismatch.Judge(entry));
        verdict.Put(InvalidBracket.Judge(entry));
        if (verdict.Refused == 0)
            verdict.Approve(Approve(entry));
        else if (verdict.Refused == 1u << (int)RiskCode.Runaway)
            ledger.Trip(TradingBreach.Runaway);
        return verdict;
    }

    private Approved Approve(in RiskCase entry) =>
        new(
            entry.Born.SignalId,
            entry.Born.Direction,
            entry.Born.Size,
            entry.Moment.LastPrice,
            _options.EntersAtLimit ? entry.Moment.LastPrice : default,
            entry.StopTicks,
            entry.TargetTicks
        );
}
