namespace MiaIa.Evidence.Recordings;

/// <summary>What lies in a folder and those below it, file by file.</summary>
public sealed record RecordingFiles
{
    /// <summary>Trades.</summary>
    public IReadOnlyList<TradeFile> Trades { get; init; } = [];

    /// <summary>Depth.</summary>
    public IReadOnlyList<DepthFile> Depth { get; init; } = [];

    /// <summary>Text exports of bars.</summary>
    public IReadOnlyList<BarFile> Bars { get; init; } = [];

    /// <summary>Quote tables.</summary>
    public IReadOnlyList<QuoteTable> Chains { get; init; } = [];

    /// <summary>Daily closes of volatility indices.</summary>
    public IReadOnlyList<VolatilityFile> Volatility { get; init; } = [];

    /// <summary>Reads every file of recordings in a folder, and what there is of options in another.</summary>
    /// <param name="data">Holds <c>.scid</c>, <c>.depth</c> and exports of bars.</param>
    /// <param name="chains">Holds quote tables and volatility indices; null = none are looked for.</param>
    /// <param name="calendar">The trading days.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">A file or folder cannot be read.</exception>
    public static RecordingFiles Read(string data, string? chains, TradingDays calendar, CancellationToken cancellation)
    {
        var ofData = FilesOf(data);
        var ofChains = chains is null ? [] : FilesOf(chains);
        return new()
        {
            Trades = [.. Ending(ofData, ".scid").Select(path => TradeFileScan.Of(path, calendar, cancellation))],
            Depth = [.. Ending(ofData, ".depth").Select(DepthFile.Of)],
            Bars = [.. ofData.Where(BarFile.MayBe).Select(BarFile.Of).OfType<BarFile>()],
            Chains = [.. ofChains.Where(QuoteTable.MayBe).Select(path => QuoteTable.Of(path, calendar))],
            Volatility = [.. ofChains.Where(VolatilityFile.MayBe).Select(VolatilityFile.Read)],
        };
    }

    // In one order on every system.
    private static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Ending(string[] files, string ending) =>
        files.Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
