using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Sweeps;

/// <summary>A trading day whose readings are kept, wherever they lie.</summary>
/// <param name="Date">Of the trading day.</param>
/// <param name="Seconds">Opens its seconds.</param>
/// <param name="Rows">Reads its rows, block by block.</param>
internal sealed record KeptDay(DateOnly Date, Func<SecondGrid> Seconds, Func<IEnumerable<KeptBlock>> Rows);
