using MiaIa.Engine.Pipeline;

namespace MiaIa.Evidence.Screening;

/// <summary>What a trade of one contract costs and earns by the tick.</summary>
/// <param name="TickCents">Of one tick of one contract.</param>
/// <param name="FeeCents">Of one contract and side.</param>
public readonly record struct TradeCosts(int TickCents, int FeeCents)
{
    /// <summary>Ticks that an exit at the market is taken to lose beside its price; the target is a limit order and loses none.</summary>
    public const int SlippageTicks = 1;

    /// <summary>Those of an instrument on a trading day.</summary>
    public static TradeCosts Of(InstrumentOptions instrument, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var account = instrument.OfAccount();
        return new(account.TickValueCents, account.Fees.CentsOn(day));
    }

    /// <summary>Cents after fees.</summary>
    /// <param name="ticks">Won between the prices.</param>
    /// <param name="atMarket">It left at the market.</param>
    public long Profit(int ticks, bool atMarket) => ((long)(ticks - (atMarket ? SlippageTicks : 0)) * TickCents) - (2L * FeeCents);
}
