using MiaIa.Engine.Orders;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Trading;

/// <summary>What a core's trading stage holds, in the words of the schema.</summary>
public static class TradingMessages
{
    private const string Person = "person";

    /// <summary>What the engine would do now.</summary>
    /// <param name="trading">Of the core.</param>
    /// <param name="ownHalt">Why the engine has halted itself; empty when somebody else did, or nobody.</param>
    public static TradingView ViewOf(TradingStage trading, string ownHalt)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var account = trading.Account;
        return new()
        {
            State = (TradingState)(int)trading.State,
            Mode = (TradingMode)(int)trading.Mode,
            Reason = ReasonOf(trading, ownHalt),
            PositionLots = trading.Orders.OwnPosition,
            DayProfitCents = account.RealizedCents,
            TradesToday = (uint)account.TradesToday,
            LastRefusal = RiskCodes.TextOf(trading.LastRefused),
            TradeDate = account.TradeDate == default ? "" : account.TradeDate.ToString("yyyy-MM-dd", null),
        };
    }

    /// <summary>Every gate and rule, by what it has refused.</summary>
    public static IEnumerable<GateMeterLine> MeterOf(TradingStage trading)
    {
        ArgumentNullException.ThrowIfNull(trading);
        for (var i = 0; i < GateMeter.Gates; i++)
        {
            var gate = trading.Meter[i];
            yield return new()
            {
                Code = gate.Name,
                Judged = (ulong)gate.Judged,
                Refused = (ulong)gate.Refused,
                RefusedAlone = (ulong)gate.RefusedAlone,
                Verdict = gate.Standing == GateStanding.None ? "" : gate.Standing.ToString().ToLowerInvariant(),
            };
        }
    }

    /// <summary>The orders that are not at their end.</summary>
    public static IReadOnlyList<OpenOrder> OpenOf(TradingStage trading)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var open = new List<OpenOrder>();
        foreach (var order in trading.Orders.Orders)
        {
            if (order.IsOpen)
                open.Add(From(order));
        }

        return open;
    }

    private static OpenOrder From(TrackedOrder order) =>
        new()
        {
            CommandId = CommandId.Of(order.OrderId),
            Role = (OrderRole)(int)order.Role,
            Direction = (Direction)(int)order.Direction,
            State = order.State.ToString().ToLowerInvariant(),
            Lots = (uint)Math.Max(0, order.Lots),
            FilledLots = (uint)Math.Max(0, order.FilledLots),
            PriceTicks = order.Price.Value,
        };

    // Why entries wait in more words than a condition has, or that it was no person who halted.
    private static string ReasonOf(TradingStage trading, string ownHalt)
    {
        var reason = trading.Account.ReasonOf(trading.Slot);
        if (trading.Orders.WhyNot.Length > 0 && reason.Contains("reconciling", StringComparison.Ordinal))
            return $"{reason}: {trading.Orders.WhyNot}";
        return ownHalt.Length > 0 && reason.EndsWith(Person, StringComparison.Ordinal)
            ? $"{reason[..^Person.Length]}engine: {ownHalt}"
            : reason;
    }
}
