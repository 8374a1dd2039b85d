using MiaIa.CboeFiles;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>The four whole recorded SPX chains, beside the repository or where MIAIA_DATA says.</summary>
internal static class RealTables
{
    public static readonly string[] Full = ["SPX_2022-07-12", "SPX_2023-06-09", "SPX_2023-09-14", "SPX_2024-01-07"];

    /// <summary>Reads a table; the test is skipped when there is none.</summary>
    public static CboeTable Read(string start)
    {
        var folder = Path.Combine(Root(), "spx-chains");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, start + "*.csv.gz") : [];
        if (files.Length != 1) Assert.Ignore($"no data at {folder}: {start}*.csv.gz");
        return CboeTableReader.Read(files[0]);
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("MIAIA_DATA") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate)) return candidate;
        }
        return "shared/data";
    }
}
