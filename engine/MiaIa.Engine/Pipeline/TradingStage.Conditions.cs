using System.Runtime.CompilerServices;
using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Pipeline;

/// <content>What the account is told of feeds, orders and clock.</content>
public sealed partial class TradingStage
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Condition(in TradingMoment moment)
    {
        Account.SetDoubt(Slot, Orders.MayHoldMore);
        var conditions = (byte)(
            (moment.AreFeedsFresh && _facts.Study is not null ? TradingCondition.None : TradingCondition.StaleFeed)
            | (Orders.IsReconciled ? TradingCondition.None : TradingCondition.Reconciling)
            | (IsOfThePast(moment) ? TradingCondition.Replay : TradingCondition.None)
            | (moment.IsClockOff ? TradingCondition.ClockOff : TradingCondition.None)
        );
        if (conditions != _conditions)
            Set(conditions);
    }

    private bool IsOfThePast(in TradingMoment moment) =>
        moment.IsCatchingUp || (Mode != TradingMode.DryRun && _facts.Study is { IsReplay: true });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Set(byte conditions)
    {
        _conditions = conditions;
        for (var bit = 1; bit <= (int)TradingCondition.ClockOff; bit <<= 1)
            Account.SetCondition(Slot, (TradingCondition)bit, (conditions & bit) != 0);
    }
}
