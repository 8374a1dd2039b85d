namespace MiaIa.Engine.Paper;

/// <summary>
/// What one contract of each signal that a gate refused would have earned: the gate's price, with its sample size. Negative = the gate has
/// saved money. A signal that several gates refused counts for each of them.
/// </summary>
/// <param name="Count">Ghosts that ended: the size of the sample.</param>
/// <param name="Winners">Of them, those that earned money after fees at one tick of slippage.</param>
/// <param name="LotTicks">Σ of ticks, before fees and slippage.</param>
/// <param name="Profit">Σ of money after fees by scenario.</param>
public readonly record struct GatePrice(int Count, int Winners, long LotTicks, SlippageCents Profit)
{
    /// <summary>Cents a refused signal, after fees; NaN when there is none.</summary>
    /// <param name="slippageTicks">Scenario: 0, 1 or 2.</param>
    public double MeanCents(int slippageTicks) => Count == 0 ? double.NaN : (double)Profit[slippageTicks] / Count;

    internal GatePrice With(in PaperTrip trip) =>
        new(Count + 1, Winners + (trip.Profit.One > 0 ? 1 : 0), LotTicks + trip.LotTicks, Profit + trip.Profit);
}
