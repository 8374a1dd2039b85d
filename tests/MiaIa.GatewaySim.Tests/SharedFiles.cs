namespace MiaIa.GatewaySim.Tests;

/// <summary>Real tables and histories beside the recorded messages; a test without them is ignored.</summary>
internal static class SharedFiles
{
    public const string Chain2022 = "spx-chains/SPX_2022-07-12T1155ET_ca757afd.csv.gz";
    public const string Chain2024 = "spx-chains/SPX_2024-01-07T1052ET_67e94fff.csv.gz";
    public const string ChainQqq = "spx-chains/QQQ_2023-09-24T1346ET_85660e86.csv.gz";

    /// <summary>The file's whole path.</summary>
    public static string Path(string name) => Recorded.File(name);
}
