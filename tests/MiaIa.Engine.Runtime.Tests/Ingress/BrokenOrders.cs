using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>Reports of orders, fills and positions that break one rule each.</summary>
internal static class BrokenOrders
{
    private const string Unset = "2147483647";

    internal static IEnumerable<TestCaseData> All() => Orders().Concat(Fills()).Concat(Positions()).Concat(Snapshots());

    private static IEnumerable<TestCaseData> Orders()
    {
        yield return Order(RefusalReason.BadName, "order_report.command_id", "\"\"", o => o.CommandId = "");
        yield return Order(RefusalReason.BadEnum, "order_report.status", "0", o => o.Status = OrderStatus.Unspecified);
        yield return Order(RefusalReason.BadEnum, "order_report.role", "6", o => o.Role = (OrderRole)6);
        yield return Order(RefusalReason.BadEnum, "order_report.direction", "3", o => o.Direction = (Direction)3);
        yield return Order(RefusalReason.BadVolume, "order_report.quantity_lots", Unset, o => o.QuantityLots = int.MaxValue);
        yield return Order(RefusalReason.BadVolume, "order_report.filled_lots", "4294967295", o => o.FilledLots = uint.MaxValue);
        yield return Order(RefusalReason.BadPrice, "order_report.price_ticks", "-1", o => o.PriceTicks = -1);
        yield return Order(RefusalReason.NotFinite, "order_report.average_fill_points", "NaN", o => o.AverageFillPoints = double.NaN);
        yield return Order(RefusalReason.BadName, "order_report.code", "\"a b\"", o => o.Code = "a b");
        yield return Order(
            RefusalReason.BadName,
            "order_report.reason",
            $"\"{new string('r', 64)}…\"",
            o => o.Reason = new string('r', 257)
        );
        yield return Order(RefusalReason.BadTime, "order_report.observed_unix_us", "5", o => o.ObservedUnixUs = 5);
    }

    private static IEnumerable<TestCaseData> Fills()
    {
        yield return Fill(RefusalReason.BadName, "fill_report.fill_id", "\"\"", f => f.FillId = "");
        yield return Fill(RefusalReason.BadEnum, "fill_report.role", "0", f => f.Role = OrderRole.Unspecified);
        yield return Fill(RefusalReason.BadEnum, "fill_report.direction", "0", f => f.Direction = Direction.Unspecified);
        yield return Fill(RefusalReason.BadVolume, "fill_report.lots", "0", f => f.Lots = 0);
        // What a negative number is on the wire.
        yield return Fill(RefusalReason.BadVolume, "fill_report.lots", "4294967295", f => f.Lots = uint.MaxValue);
        yield return Fill(RefusalReason.BadPrice, "fill_report.price_ticks", "0", f => f.PriceTicks = 0);
        yield return Fill(RefusalReason.BadTime, "fill_report.observed_unix_us", "0", f => f.ObservedUnixUs = 0);
    }

    private static IEnumerable<TestCaseData> Positions()
    {
        yield return Position(RefusalReason.BadVolume, "position_report.quantity_lots", "-2147483648", p => p.QuantityLots = int.MinValue);
        yield return Position(RefusalReason.BadVolume, "position_report.own_lots", Unset, p => p.OwnLots = int.MaxValue);
        yield return Position(RefusalReason.BadVolume, "position_report.working_stop_lots", Unset, p => p.WorkingStopLots = int.MaxValue);
        yield return Position(
            RefusalReason.NotFinite,
            "position_report.open_profit_usd",
            "-Infinity",
            p => p.OpenProfitUsd = double.NegativeInfinity
        );
        yield return Position(RefusalReason.OutOfRange, "position_report.balance_usd", "NaN", p => p.BalanceUsd = double.NaN);
        yield return Position(
            RefusalReason.OutOfRange,
            "position_report.balance_usd",
            "1.7976931348623157E+308",
            p => p.BalanceUsd = double.MaxValue
        );
    }

    private static IEnumerable<TestCaseData> Snapshots()
    {
        yield return Snapshot(RefusalReason.BadCount, "order_snapshot.order.length", "65", s => Repeat(s.Order, 65));
        yield return Snapshot(RefusalReason.BadCount, "order_snapshot.fill.length", "257", s => Repeat(s.Fill, 257));
        yield return Snapshot(RefusalReason.BadVolume, "fill_report.lots", "0", s => s.Fill[0].Lots = 0);
        yield return Snapshot(RefusalReason.BadEnum, "order_report.status", "9", s => s.Order[0].Status = (OrderStatus)9);
        yield return Snapshot(RefusalReason.NotFinite, "position_report.average_points", "NaN", s => s.Position.AveragePoints = double.NaN);
    }

    private static void Repeat<T>(Google.Protobuf.Collections.RepeatedField<T> rows, int count)
    {
        while (rows.Count < count)
            rows.Add(rows[0]);
    }

    private static TestCaseData Order(RefusalReason reason, string field, string value, Action<OrderReport> break_) =>
        Case(reason, field, value, SampleFrames.Order(), frame => break_(frame.OrderReport));

    private static TestCaseData Fill(RefusalReason reason, string field, string value, Action<FillReport> break_) =>
        Case(reason, field, value, SampleFrames.Fill(), frame => break_(frame.FillReport));

    private static TestCaseData Position(RefusalReason reason, string field, string value, Action<PositionReport> break_) =>
        Case(reason, field, value, SampleFrames.Position(), frame => break_(frame.PositionReport));

    private static TestCaseData Snapshot(RefusalReason reason, string field, string value, Action<OrderSnapshot> break_) =>
        Case(reason, field, value, SampleFrames.Snapshot(), frame => break_(frame.OrderSnapshot));

    private static TestCaseData Case(RefusalReason reason, string field, string value, StudyFrame frame, Action<StudyFrame> break_)
    {
        break_(frame);
        return BrokenFrames.Case(reason, field, value, frame);
    }
}
