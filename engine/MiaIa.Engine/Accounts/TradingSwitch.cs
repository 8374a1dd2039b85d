using System.Numerics;

namespace MiaIa.Engine.Accounts;

/// <summary>ACTIVE, REDUCING or HALTED: conditions of each instrument that heal by themselves, breaches of the account that a person lifts.</summary>
internal sealed class TradingSwitch
{
    /// <summary>Every bit that has a name.</summary>
    internal const int AllConditions = 0x0F,
        AllBreaches = 0x17;

    private static readonly string[] Conditions = ["stale_feed", "reconciling", "replay", "clock_off"];
    private static readonly string[] Breached = ["daily_loss", "kill", "runaway", "", "person"];

    private readonly TradingCondition[] _conditions;
    private readonly string[] _reasons;

    internal TradingSwitch(int slots)
    {
        _conditions = new TradingCondition[slots];
        _reasons = new string[slots];
        Array.Fill(_reasons, "");
    }

    internal TradingBreach Breaches { get; private set; }

    /// <summary>The trade date on which the loss limit was reached.</summary>
    internal DateOnly LossDate { get; private set; }

    internal TradingCondition ConditionsOf(int slot) => _conditions[slot];

    internal TradingState StateOf(int slot) =>
        Breaches != TradingBreach.None ? TradingState.Halted
        : _conditions[slot] != TradingCondition.None ? TradingState.Reducing
        : TradingState.Active;

    internal string ReasonOf(int slot) => _reasons[slot];

    internal void Set(int slot, TradingCondition condition, bool isOn)
    {
        var now = isOn ? _conditions[slot] | condition : _conditions[slot] & ~condition;
        if (now == _conditions[slot])
            return;
        _conditions[slot] = now;
        Describe(slot);
    }

    internal void Trip(TradingBreach breach, DateOnly tradeDate)
    {
        if ((breach & TradingBreach.DailyLoss) != 0 && tradeDate > LossDate)
            LossDate = tradeDate;
        if ((Breaches | breach) == Breaches)
            return;
        Breaches |= breach;
        DescribeAll();
    }

    /// <summary>Lifts what a person may lift on a trade date and says what stays.</summary>
    internal TradingBreach Resume(DateOnly tradeDate)
    {
        var stays = tradeDate <= LossDate ? Breaches & TradingBreach.DailyLoss : TradingBreach.None;
        Breaches = stays;
        DescribeAll();
        return stays;
    }

    internal void Restore(TradingBreach breaches, DateOnly lossDate)
    {
        (Breaches, LossDate) = (breaches, lossDate);
        DescribeAll();
    }

    private void DescribeAll()
    {
        for (var slot = 0; slot < _reasons.Length; slot++)
            Describe(slot);
    }

    // Made when it changes, which is rare, so that it can be read at any time.
    private void Describe(int slot) =>
        _reasons[slot] = Breaches != TradingBreach.None ? Words((byte)Breaches, Breached) : Words((byte)_conditions[slot], Conditions);

    private static string Words(byte bits, string[] names)
    {
        var text = "";
        for (var left = (uint)bits; left != 0; left &= left - 1)
            text += (text.Length == 0 ? "" : ", ") + names[BitOperations.TrailingZeroCount(left)];
        return text;
    }
}
