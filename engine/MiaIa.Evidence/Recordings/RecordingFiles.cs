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

    /// <summary>What could not be read: files that have one of those names, and folders.</summary>
    public IReadOnlyList<UnreadFile> Unread { get; init; } = [];

    /// <summary>Reads every file of recordings in a folder, and what there is of options in another.</summary>
    /// <param name="data">Holds <c>.scid</c>, <c>.depth</c> and exports of bars.</param>
    /// <param name="chains">Holds quote tables and volatility indices; null = none are looked for.</param>
    /// <param name="calendar">The trading days.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">One of the two folders cannot be read; of what lies in them it is told in <see cref="Unread"/>.</exception>
    public static RecordingFiles Read(string data, string? chains, TradingDays calendar, CancellationToken cancellation)
    {
        var folder = new RecordingFolder();
        var ofData = folder.FilesOf(data);
        var ofChains = chains is null ? [] : folder.FilesOf(chains);
        var files = new RecordingFiles
        {
            Trades = [.. folder.Each(Ending(ofData, ".scid"), path => TradeFileScan.Of(path, calendar, cancellation))],
            Depth = [.. folder.Each(Ending(ofData, ".depth"), DepthFile.Of)],
            Bars = [.. folder.Each(ofData.Where(BarFile.MayBe), BarFile.Of)],
            Chains = [.. folder.Each(ofChains.Where(QuoteTable.MayBe), path => QuoteTable.Of(path, calendar))],
            Volatility = [.. folder.Each(ofChains.Where(VolatilityFile.MayBe), VolatilityFile.Read)],
        };
        return files with { Unread = folder.Unread };
    }

    /// <summary>Reads the exports of bars alone, and says which of them cannot be read.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static RecordingFiles BarsIn(string data)
    {
        var folder = new RecordingFolder();
        var files = new RecordingFiles { Bars = [.. folder.Each(folder.FilesOf(data).Where(BarFile.MayBe), BarFile.Of)] };
        return files with { Unread = folder.Unread };
    }

    private static IEnumerable<string> Ending(string[] files, string ending) =>
        files.Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
