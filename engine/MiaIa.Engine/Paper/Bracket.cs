using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Paper;

/// <summary>
/// One entry with what hangs on it. Stop and target are laid at the first fill and cover whatever is open (OCO): what one of them fills, the
/// other no longer covers. The first exit cancels what is left of the entry. Reused, so that an entry allocates nothing.
/// </summary>
internal sealed partial class Bracket
{
    /// <summary>The order as it was asked for.</summary>
    internal PaperEntry Asked;

    /// <summary>The entry as it rests; of a limit order that has arrived.</summary>
    internal RestingLimit Entry;

    internal RestingLimit Target;

    internal bool HasArrived;

    internal int EntryLeft;

    internal int EntryFilled;

    internal int TargetFilled;

    /// <summary>Lots that left at the market.</summary>
    internal int MarketFilled;

    internal int FirstFill;

    internal int Stop;

    /// <summary>The trade after which the stop stands: that very trade does not trigger it.</summary>
    internal long StopSince;

    /// <summary>A trade has hit the stop, and that trade may not be over.</summary>
    internal bool IsTriggered;

    /// <summary>The market order that closes it: none, the triggered stop, or a flatten.</summary>
    internal OrderRole Exit;

    /// <summary>The order id that the exit is reported under: the entry's, or the flatten's.</summary>
    internal ulong ExitId;

    /// <summary>Fills so far: the number of the next one.</summary>
    internal int Fills;

    internal long EntryLotTicks;

    internal long ExitLotTicks;

    internal int AdverseTicks;

    internal int FavourableTicks;

    internal UnixNanos OpenedAt;

    internal bool IsLong => Asked.Direction == Direction.Long;

    internal int Sign => IsLong ? 1 : -1;

    /// <summary>Lots that are open.</summary>
    internal int Open => EntryFilled - TargetFilled - MarketFilled;

    internal bool IsMarketEntry => Asked.Limit == 0;

    /// <summary>The target still works: there is something open and no market order closes it.</summary>
    internal bool HasTarget => Open > 0 && Exit == OrderRole.None;

    /// <summary>Nothing is open and nothing can open.</summary>
    internal bool IsDone => Open == 0 && EntryLeft == 0;

    /// <summary>A market order of it waits for a book.</summary>
    internal bool IsWaiting => (Open > 0 && Exit != OrderRole.None) || (EntryLeft > 0 && IsMarketEntry);

    internal void Begin(in PaperEntry entry)
    {
        Asked = entry;
        (Entry, Target, HasArrived) = (default, default, false);
        (EntryLeft, EntryFilled, TargetFilled, MarketFilled) = (entry.Lots, 0, 0, 0);
        (FirstFill, Stop, StopSince, IsTriggered, Exit, ExitId, Fills) = (0, 0, 0, false, OrderRole.None, 0, 0);
        (EntryLotTicks, ExitLotTicks, AdverseTicks, FavourableTicks, OpenedAt) = (0, 0, 0, 0, default);
    }

    /// <summary>Lays stop and target from the first fill.</summary>
    internal void Lay(int firstFill, int targetFront)
    {
        FirstFill = firstFill;
        Stop = Math.Clamp(firstFill - (Sign * Asked.StopTicks), 1, PriceTicks.MaxValue);
        Target = new RestingLimit(TargetFrom(firstFill), !IsLong, targetFront);
    }

    /// <summary>Where the target of a first fill stands.</summary>
    internal int TargetFrom(int firstFill) => Math.Clamp(firstFill + (Sign * Asked.TargetTicks), 1, PriceTicks.MaxValue);

    /// <summary>A price that the market showed while it was open.</summary>
    internal void See(int price)
    {
        var along = (price - FirstFill) * Sign;
        FavourableTicks = Math.Max(FavourableTicks, along);
        AdverseTicks = Math.Max(AdverseTicks, -along);
    }

    internal bool IsStopHit(int price, long trade) => HasTarget && StopSince < trade && (price - Stop) * Sign <= 0;

    /// <summary>An execution; its key is made of the order, the rule and its number, so that a replay makes the same.</summary>
    internal Fill Execution(LimitRule rule, OrderRole role, int lots, int price, UnixNanos now) =>
        new(
            PaperKey.Of(Asked.OrderId, rule, Fills++),
            IdOf(role),
            role,
            DirectionOf(role),
            Contracts.Trusted(lots),
            PriceTicks.Trusted(price),
            now,
            IsInferred: false
        );

    /// <summary>One of its orders as it stands.</summary>
    internal OrderReport Report(OrderReportKind kind, OrderRole role, UnixNanos now)
    {
        var filled = role switch
        {
            OrderRole.Entry => EntryFilled,
            OrderRole.Target => TargetFilled,
            _ => role == Exit ? MarketFilled : 0,
        };
        var price = role switch
        {
            OrderRole.Entry => Asked.Limit,
            OrderRole.Target => Target.Price,
            OrderRole.Stop => Stop,
            _ => 0,
        };
        return new OrderReport(
            kind,
            IdOf(role),
            role,
            (Asked.OrderId << 3) | (ulong)role,
            DirectionOf(role),
            Contracts.Trusted(role == OrderRole.Entry ? Asked.Lots : Open + filled),
            Contracts.Trusted(filled),
            PriceTicks.Trusted(price),
            "",
            now
        );
    }

    private ulong IdOf(OrderRole role) => role == OrderRole.Exit ? ExitId : Asked.OrderId;

    private Direction DirectionOf(OrderRole role) =>
        role == OrderRole.Entry ? Asked.Direction
        : IsLong ? Direction.Short
        : Direction.Long;

    internal PaperTrip Trip(LimitRule rule, PaperOptions options, UnixNanos closedAt)
    {
        var ticks = (ExitLotTicks - EntryLotTicks) * Sign;
        var fees = 2L * EntryFilled * options.FeeCentsASide;
        var (value, market) = (options.TickValueCents, MarketFilled);
        return new PaperTrip(
            Asked.OrderId,
            Asked.SignalId,
            rule,
            Asked.Direction,
            Contracts.Trusted(EntryFilled),
            OpenedAt,
            closedAt,
            EntryLotTicks,
            ExitLotTicks,
            market,
            AdverseTicks,
            FavourableTicks,
            new SlippageCents((ticks * value) - fees, ((ticks - market) * value) - fees, ((ticks - (2L * market)) * value) - fees)
        );
    }
}
