using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Sweeps;

/// <summary>A trading day whose readings are kept, wherever they lie.</summary>
public sealed record KeptDay
{
    internal KeptDay(DateOnly date, Func<SecondGrid> seconds, Func<IEnumerable<KeptBlock>> rows) =>
        (Date, Seconds, Rows) = (date, seconds, rows);

    /// <summary>The trading day.</summary>
    public DateOnly Date { get; }

    /// <summary>Whether nobody ever traded it; whatever is found in it says so.</summary>
    public bool IsMadeUp { get; init; }

    /// <summary>The folder of its unit; empty where its readings lie in none.</summary>
    internal string Folder { get; init; } = "";

    /// <summary>The key of its unit.</summary>
    internal string Key { get; init; } = "";

    /// <summary>Reads its seconds.</summary>
    internal Func<SecondGrid> Seconds { get; init; }

    /// <summary>Reads its rows, block by block.</summary>
    internal Func<IEnumerable<KeptBlock>> Rows { get; init; }

    /// <summary>The day of a folder that was written as <see cref="KeptDayRun"/> does.</summary>
    /// <param name="folder">With its two files.</param>
    /// <param name="date">The trading day.</param>
    /// <param name="key">By which it was found: the inputs are not read again for it.</param>
    public static KeptDay In(string folder, DateOnly date, string key) =>
        new(date, () => KeptDayRun.ReadSeconds(folder, key), () => KeptDayRun.ReadRows(folder, key)) { Folder = folder, Key = key };
}
