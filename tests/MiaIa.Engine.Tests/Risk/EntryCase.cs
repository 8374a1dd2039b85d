using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Accounts;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Risk;

/// <summary>An entry that every rule lets pass, on ES in slot 0; a test changes what it is about.</summary>
public sealed record EntryCase
{
    public static readonly SessionCalendar Calendar = SessionCalendar.Cme();
    public static readonly ContractSymbol Front = ContractSymbol.Of("ES", 2026, 6);

    public RiskOptions Options { get; init; } = new();

    public AccountLedger Ledger { get; init; } = Books.Ledger();

    public int Slot { get; init; } = Books.Es;

    public UnixNanos Now { get; init; } = NewYork.At("2026-06-09 14:00");

    public ulong SignalId { get; init; } = 1;

    public Direction Direction { get; init; } = Direction.Long;

    public int Lots { get; init; } = 1;

    public int Reference { get; init; } = 24_000;

    public int StopTicks { get; init; } = 8;

    public int TargetTicks { get; init; } = 16;

    public double Coverage { get; init; } = 0.9;

    public int Last { get; init; } = 24_000;

    public double LastTradeSecondsAgo { get; init; } = 1;

    public int Bid { get; init; } = 23_999;

    public int Ask { get; init; } = 24_000;

    public double? BookUnsoundSeconds { get; init; }

    public bool AreFeedsFresh { get; init; } = true;

    public bool IsClockOff { get; init; }

    public TradingMode Mode { get; init; } = TradingMode.DryRun;

    public bool IsLabelled { get; init; }

    public bool? IsSierraSimulating { get; init; }

    public string Account { get; init; } = "";

    public long? BalanceCents { get; init; }

    public ContractSymbol Chart { get; init; } = Front;

    public ContractSymbol Trade { get; init; } = Front;

    public bool HasOpenEntry { get; init; }

    public bool IsReconciled { get; init; } = true;

    public RiskVerdict Judge() => new RiskGate(Options, Calendar).Judge(Born(), Moment(), Ledger, Slot);

    /// <summary>The codes that refuse it, such as <c>SPREAD DAILY_LOSS</c>; empty = approved.</summary>
    public string Refusals()
    {
        var verdict = Judge();
        Assert.That(verdict.TryGetApproved(out _), Is.EqualTo(verdict.Refused == 0), "approved by all or by none");
        return verdict.RefusedText;
    }

    public Decision Born()
    {
        var sign = Direction == Direction.Short ? -1 : 1;
        var gates = new GateVerdict[GateNames.Count];
        gates[(int)Gate.Coverage] = new GateVerdict(Gate.Coverage, true, Coverage, 0.70);
        var born = new Decision
        {
            SignalId = SignalId,
            Event = SignalEvent.Born,
            Direction = Direction,
            Size = Contracts.Trusted(Lots),
            Coverage = Coverage,
            BornAt = Now,
            ObservedAt = Now,
            Reference = PriceTicks.Trusted(Reference),
            Stop = PriceTicks.Trusted(Reference - sign * StopTicks),
            Target = PriceTicks.Trusted(Reference + sign * TargetTicks),
        };
        born.Set([], gates);
        return born;
    }

    public RiskContext Moment()
    {
        Calendar.TryFind(Now, out var session, out _);
        return new RiskContext
        {
            Now = Now,
            Session = session,
            LastPrice = PriceTicks.Trusted(Last),
            LastTradeAt = Now.Plus(-LastTradeSecondsAgo),
            Bid = PriceTicks.Trusted(Bid),
            Ask = PriceTicks.Trusted(Ask),
            BookUnsoundSince = BookUnsoundSeconds is { } seconds ? Now.Plus(-seconds) : default,
            AreFeedsFresh = AreFeedsFresh,
            IsClockOff = IsClockOff,
            Mode = Mode,
            IsLabelled = IsLabelled,
            IsSierraSimulating = IsSierraSimulating,
            Account = Account,
            BalanceCents = BalanceCents,
            Chart = Chart,
            Trade = Trade,
            HasOpenEntry = HasOpenEntry,
            IsReconciled = IsReconciled,
        };
    }
}
