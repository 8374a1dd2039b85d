using MiaIa.CboeFiles;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>The four whole recorded SPX chains, beside the repository or where MIAIA_DATA says.</summary>
internal static class RealTables
{
    public static readonly string[] Full = ["SPX_2022-07-12", "SPX_2023-06-09", "SPX_2023-09-14", "SPX_2024-01-07"];

    /// <summary>Reads a table; the test is skipped when there is none.</summary>
    public static CboeTable Read(string start) => CboeTableReader.Read(Find(start));

    /// <summary>The path of a table; the test is skipped when there is none.</summary>
    public static string Find(string start) => Recorded.Match("spx-chains", start + "*.csv.gz");
}
