namespace MiaIa.Engine.Tests.Orders;

/// <summary>docs/orders.md, and the sources that it tells of.</summary>
internal static class OrderDocument
{
    private static readonly string Root = FindRoot();

    internal static string[] Lines => File.ReadAllLines(Path.Combine(Root, "docs", "orders.md"));

    /// <summary>The text of every file of a folder of the repository with this ending, but for those whose names begin as the exception.</summary>
    internal static string Sources(string folder, string pattern, string except = "") =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(Root, folder), pattern)
                .Where(file => except.Length == 0 || !Path.GetFileName(file).StartsWith(except, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
        );

    /// <summary>The cells of the rows of the table under the header that begins like this, header and rule left out.</summary>
    internal static string[][] Table(string header) =>
        [
            .. Lines
                .SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|'))
                .Where((_, number) => number != 1)
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
        ];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "docs", "orders.md")))
                return folder.FullName;
        }

        throw new FileNotFoundException("docs/orders.md is in no folder above the tests");
    }
}
