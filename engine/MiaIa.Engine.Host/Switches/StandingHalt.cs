using System.Globalization;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Engine.Host.Switches;

/// <summary>
/// What halts until a person lifts it: a person's word, a limit of the account, or both. A Resume that leaves one of them must not read as if
/// entries passed again.
/// </summary>
internal static class StandingHalt
{
    private const string Away = "its study is not attached, ";

    /// <summary>The breaches that the account finds by itself; a person's halt and kill stand in the engine's state.</summary>
    internal const TradingBreach OfAccount = TradingBreach.DailyLoss | TradingBreach.Runaway;

    /// <summary>Everything that halts, in words; empty when nothing does.</summary>
    internal static string Of(EngineState state)
    {
        var account = OfLimits(state.Account);
        if (!state.IsHalted)
            return account;
        return account.Length == 0 ? state.HaltReason : $"{state.HaltReason}; {account}";
    }

    /// <summary>The engine's state in a Welcome: halted and why, or running.</summary>
    internal static string StateOf(EngineState state) => Of(state) is { Length: > 0 } halt ? $"halted, {halt}" : "running";

    /// <summary>The limits of the account that halt it, with the time from which a person may lift them; empty when none does.</summary>
    internal static string OfLimits(AccountLedger account)
    {
        var loss = (account.Breaches & TradingBreach.DailyLoss) == 0 ? "" : LossOf(account);
        var runaway =
            (account.Breaches & TradingBreach.Runaway) == 0
                ? ""
                : "runaway: too many entries, or the same one again and again; a Resume lifts it";
        return loss.Length > 0 && runaway.Length > 0 ? $"{loss}; {runaway}" : loss + runaway;
    }

    /// <summary>What is so of entries while nothing halts.</summary>
    internal static V1.SwitchReply OfEntries(EngineState state)
    {
        var (attached, active) = (0, 0);
        var waiting = "";
        foreach (var instrument in state.Instruments)
        {
            if (instrument.Publisher is not { } publisher)
                continue;
            var trading = instrument.Core.Trading;
            attached += publisher.IsAttached ? 1 : 0;
            var isActive = publisher.IsAttached && trading.State == TradingState.Active;
            active += isActive ? 1 : 0;
            var why = $"{(publisher.IsAttached ? "" : Away)}{trading.Account.ReasonOf(trading.Slot)}";
            waiting += isActive ? "" : $"; no entry of {instrument.Name} yet: {why}";
        }

        if (waiting.Length == 0 && attached == 0)
            waiting = "; no entry yet: no study is attached";
        return new V1.SwitchReply
        {
            Reducing = attached == 0 || active < attached,
            Text = (active == 0 ? "REDUCING" : "running") + waiting,
        };
    }

    /// <summary>What a kill has not closed yet, and why a Resume has to wait for it; null when nothing is left.</summary>
    internal static string? UnfinishedFlatten(EngineState state)
    {
        if ((state.Account.Breaches & TradingBreach.Kill) == 0)
            return null;
        foreach (var instrument in state.Instruments)
        {
            var orders = instrument.Core.Trading.Orders;
            if (!orders.IsFlattening || !orders.HasSomething)
                continue;
            var isThere = instrument.Publisher is { IsAttached: true };
            return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{instrument.Name} is being flattened and is not flat, {orders.OwnPosition:+0;-0;0} {Counted.Word(orders.OwnPosition, "lot")} of ours, {Counted.Of(OpenOf(orders), "order")}"
                ) + (isThere ? "" : ", and no study is there to close them");
        }

        return null;
    }

    private static int OpenOf(OrderTracker orders)
    {
        var open = 0;
        foreach (var order in orders.Orders)
            open += order.IsOpen ? 1 : 0;
        return open;
    }

    private static string LossOf(AccountLedger account)
    {
        var until = account.LossLiftsAt is { Value: > 0 } lifts
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" at {DateTimeOffset.UnixEpoch.AddTicks(lifts.Value / 100):yyyy-MM-dd HH:mm} UTC"
            )
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"daily_loss: the limit of trade date {account.LossDate:yyyy-MM-dd} was reached; a Resume lifts it once the next one has begun{until}"
        );
    }
}
