namespace MiaIa.Evidence.Recordings;

/// <summary>A file of trades, and what was found in it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Symbol">As Sierra names the contract: the file's name without its ending.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ; empty = none of them.</param>
/// <param name="Records">Whole records, of whatever kind.</param>
public sealed record TradeFile(string Path, string Symbol, string Instrument, long Records)
{
    /// <summary>Why nothing in it can be used; empty = it can.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What turns a price of the file into points, where the reading begins; 0 = not found.</summary>
    public double PriceMultiplier { get; init; }

    /// <summary>Records of a quote without a trade.</summary>
    public long QuotesOnly { get; init; }

    /// <summary>Records that are no single trade, or have no side, an absurd size or a price off the tick.</summary>
    public long Refused { get; init; }

    /// <summary>Records whose time cannot be true.</summary>
    public long Misdated { get; init; }

    /// <summary>Records whose price cannot be true.</summary>
    public long OffScale { get; init; }

    /// <summary>Places at which a stretch with prices of another scale begins.</summary>
    public long ScaleChanges { get; init; }

    /// <summary>Trades at which the exchange was closed: behind the close of a trading day, or at a weekend. They are of no day and are not played.</summary>
    public long OutsideHours { get; init; }

    /// <summary>How the records are ordered.</summary>
    public required RecordOrder Order { get; init; }

    /// <summary>By trading day, rising.</summary>
    public IReadOnlyList<FileDay> Days { get; init; } = [];
}
