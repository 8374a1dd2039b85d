namespace MiaIa.CboeFiles.Tests;

/// <summary>The recorded tables, beside the repository or where MIAIA_DATA says.</summary>
internal static class RealTables
{
    /// <summary>Four whole SPX chains; the figures of the issue are asked of each.</summary>
    public static readonly string[] Full = ["SPX_2022-07-12", "SPX_2023-06-09", "SPX_2023-09-14", "SPX_2024-01-07"];

    public const string Partial = "SPX_2025-01-06",
        Qqq = "QQQ_2023-09-24";

    /// <summary>The path of a table; the test is skipped when there is none.</summary>
    public static string Find(string start) => Recorded.Match("spx-chains", start + "*.csv.gz");
}
