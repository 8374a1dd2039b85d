using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Queries;

/// <summary>What a view is made of: one file of the folder, or a file of this name out of every unit while nothing was gathered yet.</summary>
/// <param name="Name">The view's name: the file's, without its ending.</param>
/// <param name="Files">The files.</param>
internal sealed record QueryTable(string Name, IReadOnlyList<string> Files)
{
    private const string Ending = "*.parquet";

    /// <summary>The tables of a folder, in the order of their names.</summary>
    /// <exception cref="EvidenceException">There is no such folder, or no Parquet file in it.</exception>
    public static IReadOnlyList<QueryTable> Of(string folder)
    {
        if (!Directory.Exists(folder))
            throw new EvidenceException($"there is no folder {folder}");
        var gathered = Directory
            .EnumerateFiles(folder, Ending)
            .Select(file => new QueryTable(NameOf(file), [Path.GetFullPath(file)]))
            .ToArray();
        var tables = gathered.Concat(
            OfUnits(Path.Combine(folder, "units")).ExceptBy(gathered.Select(table => table.Name), table => table.Name)
        );
        QueryTable[] all = [.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)];
        return all.Length > 0
            ? all
            : throw new EvidenceException($"there is no Parquet file in {folder}, nor in units that are done there");
    }

    /// <summary>What the view selects from, in SQL.</summary>
    public string Source() => $"read_parquet([{string.Join(", ", Files.Select(EvidenceQuery.Text))}])";

    private static IEnumerable<QueryTable> OfUnits(string units) =>
        Directory.Exists(units)
            ? Directory
                .EnumerateDirectories(units)
                .Where(unit => File.Exists(Path.Combine(unit, UnitRecord.FileName)))
                .SelectMany(unit => Directory.EnumerateFiles(unit, Ending))
                .Select(Path.GetFullPath)
                .Order(StringComparer.Ordinal)
                .GroupBy(NameOf, StringComparer.Ordinal)
                .Select(group => new QueryTable(group.Key, [.. group]))
            : [];

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
