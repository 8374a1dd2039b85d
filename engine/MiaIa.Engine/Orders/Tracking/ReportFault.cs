using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>What cannot be said of an order or an execution, in words.</summary>
internal static class ReportFault
{
    /// <summary>What is wrong with a report; null when nothing is.</summary>
    internal static string? Of(in OrderReport report)
    {
        var isNothing = report.Kind is OrderReportKind.Refused or OrderReportKind.Exists;
        if (report.Kind is < OrderReportKind.Refused or > OrderReportKind.Exists)
            return "no such status";
        if (report.Role is < OrderRole.Entry or > OrderRole.External)
            return $"role {(int)report.Role}";
        if (report.OrderId != 0 && report.Role == OrderRole.External)
            return "external, yet with an id of ours";
        if (report.Direction is not (Direction.Long or Direction.Short) && !isNothing)
            return "no direction";
        if (report.Lots.Value is < 0 or > Contracts.MaxValue)
            return $"{report.Lots.Value} lots";
        if (report.FilledLots.Value < 0 || (report.Lots.Value > 0 && report.FilledLots.Value > report.Lots.Value))
            return $"{report.FilledLots.Value} of {report.Lots.Value} lots filled";
        return report.Price.Value is < 0 or > PriceTicks.MaxValue ? $"price {report.Price.Value}" : null;
    }

    /// <summary>What is wrong with an execution; null when nothing is.</summary>
    internal static string? Of(in Fill fill)
    {
        if (fill.Key == 0)
            return "no key";
        if (fill.Lots.Value is < 1 or > Contracts.MaxValue)
            return $"{fill.Lots.Value} lots";
        if (fill.Direction is not (Direction.Long or Direction.Short))
            return "no direction";
        if (fill.OrderId != 0 && fill.Role is < OrderRole.Entry or > OrderRole.Exit)
            return $"role {(int)fill.Role}";
        return fill.Price.Value is < 1 or > PriceTicks.MaxValue ? $"price {fill.Price.Value}" : null;
    }
}
