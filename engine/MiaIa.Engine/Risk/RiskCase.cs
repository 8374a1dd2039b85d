using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Risk;

/// <summary>What a rule looks at: the signal, the moment, the account, and the limits.</summary>
internal readonly ref struct RiskCase
{
    private readonly ref readonly Decision _born;
    private readonly ref readonly RiskContext _moment;

    internal RiskCase(
        in Decision born,
        in RiskContext moment,
        AccountLedger ledger,
        int slot,
        RiskOptions options,
        TradingHours hours,
        ContractCalendar contracts
    )
    {
        _born = ref born;
        _moment = ref moment;
        Ledger = ledger;
        Slot = slot;
        Options = options;
        Hours = hours;
        Contracts = contracts;
    }

    internal ref readonly Decision Born => ref _born;

    internal ref readonly RiskContext Moment => ref _moment;

    internal AccountLedger Ledger { get; }

    internal int Slot { get; }

    internal RiskOptions Options { get; }

    internal TradingHours Hours { get; }

    internal ContractCalendar Contracts { get; }

    /// <summary>Contracts that would be ordered.</summary>
    internal int Lots => Born.Size.Value;

    /// <summary>Ticks from the reference to the stop, in the direction of the loss; less than 1 is none, as without a direction.</summary>
    internal int StopTicks =>
        Born.Direction switch
        {
            Direction.Long => Born.Reference - Born.Stop,
            Direction.Short => Born.Stop - Born.Reference,
            _ => 0,
        };

    /// <summary>Ticks from the reference to the target, in the direction of the gain; less than 1 is none, as without a direction.</summary>
    internal int TargetTicks =>
        Born.Direction switch
        {
            Direction.Long => Born.Target - Born.Reference,
            Direction.Short => Born.Reference - Born.Target,
            _ => 0,
        };
}
