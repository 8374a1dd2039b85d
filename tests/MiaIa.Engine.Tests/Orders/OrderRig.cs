using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>A tracker with a clock, a study that says what a test wants, and a list of all that left.</summary>
internal sealed class OrderRig
{
    private const long BeginNanos = 1_800_000_000 * UnixNanos.PerSecond;

    private readonly OrderOptions _options;
    private ulong _readings;
    private ulong _keys = 1_000;
    private long _shiftMillis;

    internal OrderRig(TradingMode mode = TradingMode.Sim)
    {
        _options = new OrderOptions { Mode = mode };
        Tracker = new OrderTracker(_options);
    }

    internal OrderTracker Tracker { get; private set; }

    internal List<OrderIntent> Left { get; } = [];

    internal List<Fill> Fills { get; } = [];

    internal List<string> Remarks { get; } = [];

    internal long Millis { get; private set; }

    private UnixNanos Now => UnixNanos.Trusted(BeginNanos + (Millis * UnixNanos.PerMilli));

    private UnixNanos Local => UnixNanos.Trusted(Now.Value + (_shiftMillis * UnixNanos.PerMilli));

    /// <summary>Market and local time, in nanoseconds.</summary>
    internal long Moment => Now.Value;

    internal int Count(OrderIntentKind kind) => Left.Count(intent => intent.Kind == kind);

    /// <summary>Attached and reconciled: two equal readings of a flat position.</summary>
    internal static OrderRig Ready(TradingMode mode = TradingMode.Sim)
    {
        var rig = new OrderRig(mode);
        rig.Attach();
        rig.Snapshot(0);
        rig.Pass(1_100);
        rig.Snapshot(0);
        Assert.That(rig.Tracker.WhyNot, Is.Empty);
        rig.Left.Clear();
        return rig;
    }

    /// <summary>In a long position of <paramref name="lots"/> with stop 21 and target 22 working; the entry is Sierra's order 20.</summary>
    internal static OrderRig InPosition(int lots = 1)
    {
        var rig = Ready();
        var id = rig.Enter(lots: lots);
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20, lots: lots);
        rig.Fill(id, OrderRole.Entry, lots, 20_000);
        rig.Report(OrderReportKind.Filled, id, OrderRole.Entry, 20, lots: lots, filled: lots);
        rig.Report(OrderReportKind.Working, id, OrderRole.Stop, 21, lots: lots, price: 19_992);
        rig.Report(OrderReportKind.Working, id, OrderRole.Target, 22, lots: lots, price: 20_016);
        rig.Read(lots);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.WorkingStopLots), Is.EqualTo((lots, lots)));
        return rig;
    }

    internal static Approved Approve(ulong signalId = 1, int lots = 1, Direction direction = Direction.Long) =>
        new(signalId, direction, Contracts.Trusted(lots), PriceTicks.Trusted(20_000), default, 8, 16);

    internal void Attach() => Step(tracker => tracker.Attached(Now, Local));

    internal void Detach() => Step(tracker => tracker.Detached(Now, Local));

    internal void Gap() => Step(tracker => tracker.Gap(Now, Local));

    /// <summary>The local clock alone is set by somebody.</summary>
    internal void StepClock(long millis) => _shiftMillis += millis;

    internal void Deny(ulong id, string reason) => Step(tracker => tracker.Deny(id, reason, Now, Local));

    internal bool TrySubmit(Approved approved)
    {
        var isOrdered = false;
        Step(tracker => isOrdered = tracker.TrySubmit(approved, Now, Local));
        return isOrdered;
    }

    internal void Flatten(string reason) => Step(tracker => tracker.Flatten(reason, Now, Local));

    internal void Resume() => Step(tracker => tracker.Resumed(Now, Local));

    internal void CancelEntry(ulong signalId) => Step(tracker => tracker.CancelEntry(signalId, "signal_ended", Now, Local));

    /// <summary>The id of the entry that left.</summary>
    internal ulong Enter(ulong signalId = 1, int lots = 1, Direction direction = Direction.Long)
    {
        Assert.That(TryEnter(signalId, lots, direction), Is.True, Tracker.WhyDenied);
        return Left[^1].OrderId;
    }

    internal bool TryEnter(ulong signalId = 1, int lots = 1, Direction direction = Direction.Long) =>
        TrySubmit(Approve(signalId, lots, direction));

    internal void Report(
        OrderReportKind kind,
        ulong id,
        OrderRole role,
        ulong broker,
        int lots = 1,
        int filled = 0,
        int price = 0,
        Direction direction = Direction.None,
        string code = ""
    ) => Take(Make(kind, id, role, broker, lots, filled, price, direction, code));

    internal void Take(OrderReport report) => Step(tracker => tracker.Take(report, Now, Local));

    /// <summary>The study's answer to a flatten: no side, no size, no number of Sierra's.</summary>
    internal void TakeBare(OrderReportKind kind, ulong id) =>
        Take(new OrderReport(kind, id, OrderRole.Exit, 0, Direction.None, default, default, default, "", Now));

    internal void Take(Fill fill) => Step(tracker => tracker.Take(fill, Now, Local));

    internal OrderReport Make(
        OrderReportKind kind,
        ulong id,
        OrderRole role,
        ulong broker,
        int lots = 1,
        int filled = 0,
        int price = 0,
        Direction direction = Direction.None,
        string code = ""
    ) =>
        new(
            kind,
            id,
            role,
            broker,
            direction != Direction.None ? direction : Usual(role),
            Contracts.Trusted(lots),
            Contracts.Trusted(filled),
            PriceTicks.Trusted(price),
            code,
            Now
        );

    /// <summary>The key of the execution.</summary>
    internal ulong Fill(ulong id, OrderRole role, int lots, int price, Direction direction = Direction.None, ulong key = 0)
    {
        var fill = MakeFill(id, role, lots, price, direction, key);
        Take(fill);
        return fill.Key;
    }

    internal Fill MakeFill(ulong id, OrderRole role, int lots, int price, Direction direction = Direction.None, ulong key = 0) =>
        new(
            key == 0 ? ++_keys : key,
            id,
            role,
            direction != Direction.None ? direction : Usual(role),
            Contracts.Trusted(lots),
            PriceTicks.Trusted(price),
            Now,
            IsInferred: false
        );

    internal void Read(int lots) => Step(tracker => tracker.Take(Reading(lots), Now, Local));

    /// <summary>The newest reading once more, with its number.</summary>
    internal void ReadAgain(int lots)
    {
        _readings--;
        Read(lots);
    }

    internal void ReadObstacle(string obstacle) => Step(tracker => tracker.Take(Reading(0) with { Obstacle = obstacle }, Now, Local));

    /// <summary>A snapshot with a fresh reading of the position.</summary>
    internal void Snapshot(int lots, params OrderReport[] orders) => Snapshot(lots, orders, []);

    internal void Snapshot(
        int? lots,
        OrderReport[] orders,
        Fill[] fills,
        ulong asked = 0,
        bool isKnown = false,
        bool areFillsKnown = true
    ) =>
        Step(tracker =>
            tracker.Take(
                new OrderSnapshot(lots is { } held ? Reading(held) : null, orders, fills, areFillsKnown, asked, isKnown),
                Now,
                Local
            )
        );

    /// <summary>Time goes by in steps of the clock event.</summary>
    internal void Pass(int millis)
    {
        for (var left = millis; left > 0; left -= 100)
        {
            Millis += Math.Min(left, 100);
            Step(tracker => tracker.Advance(Now, Local));
        }
    }

    internal byte[] Carry()
    {
        var writer = new CarryWriter();
        Tracker.Save(writer);
        return writer.Written.ToArray();
    }

    /// <summary>The engine dies and begins anew from what it carried.</summary>
    internal void Restart()
    {
        var reader = new CarryReader(Carry());
        Tracker = new OrderTracker(_options);
        Tracker.Load(ref reader);
        reader.End();
    }

    internal TrackedOrder Order(ulong id, OrderRole role = OrderRole.Entry) =>
        Tracker.Orders.ToArray().Single(order => order.OrderId == id && order.Role == role);

    private static Direction Usual(OrderRole role) => role == OrderRole.Entry ? Direction.Long : Direction.Short;

    private PositionReading Reading(int lots) => new(++_readings, lots, 0, 0, 0, null, "", Now);

    private void Step(Action<OrderTracker> call)
    {
        call(Tracker);
        Left.AddRange(Tracker.Intents);
        Fills.AddRange(Tracker.NewFills);
        Remarks.AddRange(Tracker.Remarks);
    }
}
