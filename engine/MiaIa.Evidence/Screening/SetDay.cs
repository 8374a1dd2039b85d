namespace MiaIa.Evidence.Screening;

/// <summary>What became of one set of parameters on one day.</summary>
/// <param name="Births">Signals that were born.</param>
/// <param name="NearBirths">
/// On the grid: times at which a tier held so nearly long enough that at every change a signal may have been born. At every change: 0.
/// </param>
/// <param name="Trades">One a signal that found a price, in the order of birth.</param>
public sealed record SetDay(int Births, int NearBirths, IReadOnlyList<SetTrade> Trades)
{
    /// <summary>At every change: each signal with what became of it, in the order of birth. On the grid, and of what was read back: none.</summary>
    public IReadOnlyList<SetSignal> Signals { get; init; } = [];

    /// <summary>After costs.</summary>
    public long Cents => Trades.Sum(trade => trade.Cents);
}
