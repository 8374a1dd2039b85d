using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>What the parts of an <see cref="OrderTracker"/> share: orders, position, clock, counters and the output of the call.</summary>
internal sealed class TrackedState
{
    // A local clock that jumps ahead must not end every wait at once; events come ten times a second.
    private const long StepNanosMax = UnixNanos.PerSecond;

    private const int SeenMax = 4_096;

    private UnixNanos _localNow;
    private bool _hasNews;

    internal TrackedState(OrderOptions options)
    {
        Options = options;
        FirstId = NextId = options.FirstOrderId;
    }

    internal OrderOptions Options { get; }

    internal OrderList Orders { get; } = new();

    internal SeenFills Seen { get; } = new(SeenMax);

    internal ToldFills Told { get; } = new();

    internal PositionTruth Position { get; } = new();

    internal StepOutput Output { get; } = new();

    internal OrderCounters Counters { get; set; }

    internal UnixNanos Now { get; private set; }

    /// <summary>Local time as it went by, in nanoseconds from 1 s: never back, never in jumps.</summary>
    internal long Elapsed { get; set; } = UnixNanos.PerSecond;

    internal ulong NextId { get; set; }

    private ulong FirstId { get; set; }

    internal bool IsPaper => Options.Mode == TradingMode.DryRun;

    internal bool IsAttached { get; set; }

    /// <summary>A command or question can leave.</summary>
    internal bool CanCommand => IsPaper || IsAttached;

    /// <summary>Something is to be asked at once; the id is that of the order in doubt, 0 = none in particular.</summary>
    internal bool MustAsk { get; set; }

    internal ulong AskId { get; set; }

    /// <summary>The position was read after our last fill, and its stops after the last report of one.</summary>
    internal bool IsReadingNewer { get; set; }

    internal bool AreReadStopsNewer { get; set; }

    /// <summary>Since when Sierra has had lots that nobody here can explain; 0 = it has none.</summary>
    internal long UnexplainedSinceNanos { get; set; }

    /// <summary>Of the newest execution or price told: what an inferred fill without any other price takes.</summary>
    internal PriceTicks LastPrice { get; set; }

    internal void Begin(UnixNanos now, UnixNanos localNow)
    {
        Output.Clear();
        Now = now;
        if (_localNow.Value == 0 && Options.AreIdsOfTheClock && NextId == Options.FirstOrderId)
            FirstId = NextId = IdAt(localNow);
        if (localNow > _localNow)
        {
            if (_localNow.Value != 0)
                Elapsed += Math.Min(localNow - _localNow, StepNanosMax);
            _localNow = localNow;
        }
        else
        {
            // A step back: time goes on from there.
            _localNow = localNow;
        }
    }

    internal bool HasPassed(long sinceNanos, int millis) => Elapsed - sinceNanos >= millis * UnixNanos.PerMilli;

    internal bool IsQuiet(TrackedOrder order) => HasPassed(order.EventNanos, Options.EventQuietMillis);

    /// <summary>Whether this core has given out the id. A report with another one is of a life that is not remembered.</summary>
    internal bool WasIssued(ulong orderId) => orderId >= FirstId && orderId < NextId && (orderId - FirstId) % Options.OrderIdStep == 0;

    internal ulong TakeId()
    {
        var id = NextId;
        NextId += Options.OrderIdStep;
        return id;
    }

    /// <summary>An id of a life that is not remembered is not given out again: Sierra's side would take its order for the new one.</summary>
    internal void PassId(ulong orderId)
    {
        const ulong StepsMax = 1_000_000;
        if (orderId < NextId || (orderId - NextId) / Options.OrderIdStep > StepsMax)
            return;
        NextId += ((orderId - NextId) / Options.OrderIdStep + 1) * Options.OrderIdStep;
    }

    /// <summary>
    /// From here on no id is given out that may have been before: what was decided last may have left, and then been lost with the journal that
    /// told of it. Nothing before the first event, which takes its ids from the clock.
    /// </summary>
    internal void PassIdsUntil(UnixNanos localNow)
    {
        if (Options.AreIdsOfTheClock && NextId != Options.FirstOrderId)
            NextId = Math.Max(NextId, IdAt(localNow));
    }

    private ulong IdAt(UnixNanos localNow) => Options.FirstOrderId + (ulong)localNow.Micros / Options.OrderIdStep * Options.OrderIdStep;

    /// <summary>Whether an order has changed since the last time of asking.</summary>
    internal bool TakeNews()
    {
        var hasNews = _hasNews;
        _hasNews = false;
        return hasNews;
    }

    /// <summary>Lets something happen to an order: the table says what it leads to.</summary>
    internal OrderAction Apply(TrackedOrder order, OrderEvent happened)
    {
        var before = order.State;
        var step = OrderLife.After(before, happened);
        order.State = step.State;
        _hasNews |= step.State != before;
        if (order.IsOpen || step.State == OrderState.Filled)
            order.EndedInDoubt = false;
        if (order.Role == OrderRole.External)
            return step.Action;
        if (step.State != before)
            Count(step.State);
        switch (step.Action)
        {
            case OrderAction.Late:
                Counters = Counters with { Late = Counters.Late + 1 };
                break;
            case OrderAction.Ask:
                Ask(order.OrderId);
                break;
            case OrderAction.Doubt:
                // On paper there is no reading that would end it.
                order.EndedInDoubt = !IsPaper && !order.IsOpen && order.State != OrderState.Filled;
                if (step.State == before)
                    Contradict($"order {order.OrderId} {order.Role}: {happened} while {before}");
                Doubt(DoubtOf(happened));
                Ask(order.OrderId);
                break;
            case OrderAction.Cancel:
                order.IsUnwanted = true;
                Cancel(order);
                break;
        }

        return step.Action;
    }

    // With nobody there it leaves when a snapshot shows the order still working.
    private void Cancel(TrackedOrder order)
    {
        if (!CanCommand)
            return;
        order.CancelNanos = order.AskedNanos = Elapsed;
        Output.Add(new OrderIntent(OrderIntentKind.CancelEntry, order.OrderId, default, order.CancelReason, Now));
    }

    internal void Ask(ulong orderId)
    {
        MustAsk = true;
        if (AskId == 0)
            AskId = orderId;
    }

    /// <summary>The next entry waits for two equal positions. On paper nothing is ever in doubt: the broker answers within the step.</summary>
    internal void Doubt(string reason)
    {
        if (IsPaper)
            return;
        Position.Begin(reason);
        MustAsk = true;
    }

    internal void Refuse(string remark)
    {
        Counters = Counters with { Impossible = Counters.Impossible + 1 };
        Output.Say(remark);
    }

    internal void Refused(in OrderReport report)
    {
        Counters = Counters with { Refused = Counters.Refused + 1 };
        Output.AddRefusal(report);
    }

    internal void Contradict(string remark)
    {
        Counters = Counters with { Contradictions = Counters.Contradictions + 1 };
        Output.Say(remark);
    }

    private void Count(OrderState state)
    {
        if (state == OrderState.Unresolved)
            Counters = Counters with { Unresolved = Counters.Unresolved + 1 };
        else if (state == OrderState.Vanished)
            Counters = Counters with { Vanished = Counters.Vanished + 1 };
    }

    private static string DoubtOf(OrderEvent happened) =>
        happened switch
        {
            OrderEvent.Canceled => "an order was cancelled unasked",
            OrderEvent.Rejected => "an order was rejected",
            OrderEvent.Missing => "an order is no longer shown",
            OrderEvent.Unknown => "an order never came to Sierra",
            _ => "a report contradicts what is known",
        };

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64((long)Options.Mode);
        writer.WriteUInt64(FirstId);
        writer.WriteUInt64(NextId);
        writer.WriteInt64(_localNow.Value);
        writer.WriteInt64(Elapsed);
        writer.WriteFlag(IsAttached);
        writer.WriteFlag(MustAsk);
        writer.WriteUInt64(AskId);
        writer.WriteFlag(IsReadingNewer);
        writer.WriteFlag(AreReadStopsNewer);
        writer.WriteInt64(UnexplainedSinceNanos);
        writer.WriteInt64(LastPrice.Value);
        Orders.Save(writer);
        Seen.Save(writer);
        Position.Save(writer);
    }

    internal void Load(ref CarryReader reader)
    {
        var mode = (TradingMode)reader.ReadCount((int)TradingMode.Live);
        FirstId = reader.ReadUInt64();
        NextId = reader.ReadUInt64();
        if (FirstId < Options.FirstOrderId || NextId < FirstId || !IsOfTheRow(FirstId) || !IsOfTheRow(NextId))
            throw new CarryException($"the next order id {NextId} is not of the row {Options.FirstOrderId} by {Options.OrderIdStep}");
        _localNow = reader.ReadMoment();
        Elapsed = reader.ReadInt64();
        IsAttached = reader.ReadFlag();
        MustAsk = reader.ReadFlag();
        AskId = reader.ReadUInt64();
        IsReadingNewer = reader.ReadFlag();
        AreReadStopsNewer = reader.ReadFlag();
        UnexplainedSinceNanos = reader.ReadInt64();
        LastPrice = reader.ReadPrice();
        Orders.Load(ref reader);
        Seen.Load(ref reader);
        Position.Load(ref reader);
        if (mode != Options.Mode)
            RefuseOtherMode(mode);
    }

    private bool IsOfTheRow(ulong id) => (id - Options.FirstOrderId) % Options.OrderIdStep == 0;

    // Paper lots are not Sierra's, nor a simulated account's a real one's.
    private void RefuseOtherMode(TradingMode mode)
    {
        var open = 0;
        foreach (var order in Orders.All)
            open += order.IsOpen && order.Role != OrderRole.External ? 1 : 0;
        if (open > 0 || Position.Own != 0)
            throw new CarryException($"{open} open orders and {Position.Own} lots of mode {mode}, this engine's is {Options.Mode}");
    }
}
