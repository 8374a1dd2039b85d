using System.Text;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.V1;
using Core = MiaIa.Engine.Orders;
using Fill = MiaIa.Engine.Accounts.Fill;

namespace MiaIa.Engine.Runtime.Trading;

/// <summary>What a study reports of orders in the words of the core. Everything was held against <see cref="Ingress.OrderRules"/> before.</summary>
public static class OrderReports
{
    /// <summary>One order.</summary>
    public static Core.OrderReport Of(V1.OrderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            (OrderReportKind)(byte)report.Status,
            CommandId.Parse(report.CommandId),
            (Accounts.OrderRole)(byte)report.Role,
            report.SierraOrderId,
            (Market.Direction)(byte)report.Direction,
            Contracts.Trusted((int)report.QuantityLots),
            Contracts.Trusted((int)report.FilledLots),
            PriceTicks.Trusted(report.PriceTicks),
            report.Code,
            At(report.ObservedUnixUs)
        )
        {
            Reason = report.Reason,
        };
    }

    /// <summary>One execution.</summary>
    public static Fill Of(FillReport fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return new(
            Fnv1a.Append(Fnv1a.Seed, Encoding.UTF8.GetBytes(fill.FillId)),
            CommandId.Parse(fill.CommandId),
            (Accounts.OrderRole)(byte)fill.Role,
            (Market.Direction)(byte)fill.Direction,
            Contracts.Trusted((int)fill.Lots),
            PriceTicks.Trusted(fill.PriceTicks),
            At(fill.ObservedUnixUs),
            fill.Inferred
        )
        {
            BrokerId = fill.SierraOrderId,
        };
    }

    /// <summary>The position.</summary>
    public static PositionReading Of(PositionReport position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new(
            position.Reading,
            position.QuantityLots,
            position.OwnLots,
            (int)position.WorkingStopLots,
            (int)position.WorkingTargetLots,
            position.HasBalanceUsd ? (long)Math.Round(position.BalanceUsd * 100) : null,
            position.Obstacle,
            At(position.ObservedUnixUs)
        );
    }

    /// <summary>Everything at once.</summary>
    public static Core.OrderSnapshot Of(V1.OrderSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new(
            snapshot.Position is { } position ? Of(position) : null,
            [.. snapshot.Order.Select(Of)],
            [.. snapshot.Fill.Select(Of)],
            snapshot.FillsKnown,
            CommandId.Parse(snapshot.CommandId),
            snapshot.CommandKnown
        );
    }

    private static UnixNanos At(long unixUs) => UnixNanos.Trusted(unixUs * UnixNanos.PerMicro);
}
