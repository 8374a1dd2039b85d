using MiaIa.Projections;

namespace MiaIa.Evidence.Backtest;

/// <summary>Reads a day for its readings alone.</summary>
/// <param name="inputs">The day and its files.</param>
/// <param name="warmUpDays">Trading days before.</param>
/// <param name="cancellation">Ends it early.</param>
/// <returns>The readings of each second.</returns>
public delegate ColumnTable ReadDay(DayInputs inputs, int warmUpDays, CancellationToken cancellation);
