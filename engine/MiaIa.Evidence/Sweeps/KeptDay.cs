using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Sweeps;

/// <summary>A trading day whose readings are kept, wherever they lie.</summary>
public sealed record KeptDay
{
    internal KeptDay(DateOnly date, Func<SecondGrid> seconds, Func<IEnumerable<KeptBlock>> rows) =>
        (Date, Seconds, Rows) = (date, seconds, rows);

    /// <summary>The trading day.</summary>
    public DateOnly Date { get; }

    /// <summary>Reads its seconds.</summary>
    internal Func<SecondGrid> Seconds { get; init; }

    /// <summary>Reads its rows, block by block.</summary>
    internal Func<IEnumerable<KeptBlock>> Rows { get; init; }

    /// <summary>The day of a folder that a unit has written.</summary>
    public static KeptDay In(string folder, KeptDayRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.Date, () => run.ReadSeconds(folder), () => run.ReadRows(folder));
    }
}
