namespace MiaIa.Tests;

/// <summary>
/// Finds recorded market data: under <c>MIAIA_DATA</c> first, then in <c>shared/data</c> beside a folder above the tests. A test that
/// needs what is not there is skipped and says so. Compiled into every test project.
/// </summary>
internal static class Recorded
{
    private static readonly string[] Roots = [.. FindRoots()];

    /// <summary>The whole path of a file such as <c>es-2023-12-25/ESH24_FUT_CME.scid</c>.</summary>
    public static string File(string relative) => TryFile(relative) ?? Skip(relative);

    /// <summary>The same; null when it is not there.</summary>
    public static string? TryFile(string relative) =>
        Roots.Select(root => Path.Combine(root, relative)).FirstOrDefault(System.IO.File.Exists);

    /// <summary>The one file of a folder that a pattern such as <c>SPX_2023-06-09*.csv.gz</c> names.</summary>
    public static string Match(string folder, string pattern) =>
        Roots
            .Select(root => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .Select(found => Directory.GetFiles(found, pattern))
            .FirstOrDefault(files => files.Length == 1)
            ?[0]
        ?? Skip($"{folder}/{pattern}");

    private static string Skip(string what)
    {
        Assert.Ignore($"no data: {what} is neither under MIAIA_DATA nor in a shared/data folder above {AppContext.BaseDirectory}");
        return what;
    }

    private static IEnumerable<string> FindRoots()
    {
        if (Environment.GetEnvironmentVariable("MIAIA_DATA") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
