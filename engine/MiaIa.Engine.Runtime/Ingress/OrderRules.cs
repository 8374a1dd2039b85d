using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Every rule of what the study reports of orders, fills and positions.</summary>
public static class OrderRules
{
    private const int PositionLots = Limits.PositionLotsMax;
    private const string LotsRange = "0 to 100000";
    private const double UsdMax = 1e12;

    /// <summary>Returns the first rule that <paramref name="report"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(OrderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        // An order that is not ours carries no id of ours, nor does an exit of a flatten that had none.
        return (
                report.Role is OrderRole.External or OrderRole.Exit && report.CommandId.Length == 0
                    ? null
                    : Field.Name("order_report.command_id", report.CommandId)
            )
            ?? Field.Enum("order_report.status", (int)report.Status, 1, 8, "1 to 8")
            ?? Field.Enum("order_report.role", (int)report.Role, 0, 5, "0 to 5")
            ?? Field.Enum("order_report.direction", (int)report.Direction, 0, 2, "0 to 2")
            ?? Lots("order_report.quantity_lots", report.QuantityLots)
            ?? Lots("order_report.filled_lots", report.FilledLots)
            ?? (report.PriceTicks == 0 ? null : Field.Price("order_report.price_ticks", report.PriceTicks))
            ?? Field.Finite("order_report.average_fill_points", report.AverageFillPoints)
            ?? (report.Code.Length == 0 ? null : Field.SnakeName("order_report.code", report.Code))
            ?? Field.Text("order_report.reason", report.Reason, Limits.TextCharactersMax)
            ?? Field.Text("order_report.account", report.Account, Limits.NameCharactersMax)
            ?? Field.Time("order_report.observed_unix_us", report.ObservedUnixUs);
    }

    /// <summary>Returns the first rule that <paramref name="fill"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(FillReport fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return Field.Name("fill_report.fill_id", fill.FillId)
            ?? Field.Text("fill_report.command_id", fill.CommandId, Limits.NameCharactersMax)
            ?? Field.Enum("fill_report.role", (int)fill.Role, 1, 5, "1 to 5")
            ?? Field.Enum("fill_report.direction", (int)fill.Direction, 1, 2, "1 to 2")
            ?? (
                fill.Lots is >= 1 and <= PositionLots
                    ? null
                    : Refusal.From(RefusalReason.BadVolume, "fill_report.lots", fill.Lots, "1 to 100000")
            )
            ?? Field.Price("fill_report.price_ticks", fill.PriceTicks)
            ?? Field.Text("fill_report.account", fill.Account, Limits.NameCharactersMax)
            ?? Field.Time("fill_report.observed_unix_us", fill.ObservedUnixUs);
    }

    /// <summary>Returns the first rule that <paramref name="report"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(PositionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Signed("position_report.quantity_lots", report.QuantityLots)
            ?? Signed("position_report.own_lots", report.OwnLots)
            ?? Lots("position_report.working_stop_lots", report.WorkingStopLots)
            ?? Lots("position_report.working_target_lots", report.WorkingTargetLots)
            ?? Field.Finite("position_report.average_points", report.AveragePoints)
            ?? Field.Finite("position_report.open_profit_usd", report.OpenProfitUsd)
            ?? Field.Finite("position_report.daily_profit_usd", report.DailyProfitUsd)
            ?? (
                !report.HasBalanceUsd || Math.Abs(report.BalanceUsd) <= UsdMax
                    ? null
                    : Refusal.From(
                        RefusalReason.OutOfRange,
                        "position_report.balance_usd",
                        report.BalanceUsd,
                        "at most 1e12, with its sign"
                    )
            )
            ?? Field.Text("position_report.account", report.Account, Limits.NameCharactersMax)
            ?? Field.Text("position_report.obstacle", report.Obstacle, Limits.NameCharactersMax)
            ?? Field.Time("position_report.observed_unix_us", report.ObservedUnixUs);
    }

    /// <summary>Returns the first rule that <paramref name="snapshot"/> breaks, or null. Allocates only to refuse.</summary>
    public static Refusal? FirstBroken(OrderSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Order.Count > Limits.SnapshotOrdersMax)
            return Refusal.From(RefusalReason.BadCount, "order_snapshot.order.length", snapshot.Order.Count, "at most 64");
        if (snapshot.Fill.Count > Limits.SnapshotFillsMax)
            return Refusal.From(RefusalReason.BadCount, "order_snapshot.fill.length", snapshot.Fill.Count, "at most 256");

        var broken =
            Field.Text("order_snapshot.command_id", snapshot.CommandId, Limits.NameCharactersMax)
            ?? (snapshot.Position is { } position ? FirstBroken(position) : null);
        for (var i = 0; broken is null && i < snapshot.Order.Count; i++)
            broken = FirstBroken(snapshot.Order[i]);
        for (var i = 0; broken is null && i < snapshot.Fill.Count; i++)
            broken = FirstBroken(snapshot.Fill[i]);

        return broken;
    }

    /// <summary>Returns the first rule that <paramref name="pressed"/> breaks, or null.</summary>
    public static Refusal? FirstBroken(StudySwitch pressed)
    {
        ArgumentNullException.ThrowIfNull(pressed);
        return Field.Text("study_switch.reason", pressed.Reason, Limits.TextCharactersMax);
    }

    private static Refusal? Lots(string field, uint lots) =>
        lots <= PositionLots ? null : Refusal.From(RefusalReason.BadVolume, field, lots, LotsRange);

    private static Refusal? Signed(string field, int lots) =>
        Math.Abs((long)lots) <= PositionLots ? null : Refusal.From(RefusalReason.BadVolume, field, lots, "-100000 to 100000");
}
