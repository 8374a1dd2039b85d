using MiaIa.GatewaySim.Faults;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>What a Gateway says of its farms.</summary>
internal static class FarmNotices
{
    private static readonly string[] MarketFarms = ["usfarm.nj", "usfuture", "cashfarm", "usopt", "usfarm"];
    private static readonly string[] HistoryFarms = ["cashhmds", "ushmds"];

    /// <summary>Right after the start of a session.</summary>
    public static IEnumerable<(int Code, string Text)> AtStart(FaultState faults) =>
        Market(faults.IsFarmDown).Concat(History(faults.IsHistoryDown)).Concat(Definitions(faults.IsDefinitionsDown));

    /// <summary>The market-data farms.</summary>
    public static IEnumerable<(int Code, string Text)> Market(bool isDown) =>
        MarketFarms.Select(farm =>
            isDown ? (2103, $"Market data farm connection is broken:{farm}") : (2104, $"Market data farm connection is OK:{farm}")
        );

    /// <summary>The market-data farms idle: the name stands after a full stop here.</summary>
    public static IEnumerable<(int Code, string Text)> MarketIdle() =>
        MarketFarms.Select(farm => (2108, $"Market data farm connection is inactive but should be available upon demand.{farm}"));

    /// <summary>The history farms idle.</summary>
    public static IEnumerable<(int Code, string Text)> HistoryIdle() =>
        HistoryFarms.Select(farm => (2107, $"HMDS data farm connection is inactive but should be available upon demand.{farm}"));

    /// <summary>The history farms.</summary>
    public static IEnumerable<(int Code, string Text)> History(bool isDown) =>
        HistoryFarms.Select(farm =>
            isDown ? (2105, $"HMDS data farm connection is broken:{farm}") : (2106, $"HMDS data farm connection is OK:{farm}")
        );

    /// <summary>The definitions farm.</summary>
    public static IEnumerable<(int Code, string Text)> Definitions(bool isDown) =>
        [isDown ? (2157, "Sec-def data farm connection is broken:secdefil") : (2158, "Sec-def data farm connection is OK:secdefil")];
}
