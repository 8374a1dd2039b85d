using System.Runtime.InteropServices;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// New values of some contracts of a listed chain. It is reused: the edge fills its own one, passes it by reference, and fills it
/// again as soon as the step has returned. That contracts are listed and numbers sound is the edge's business.
/// </summary>
public sealed class ChainChanges
{
    /// <summary>Values a column holds at most.</summary>
    public const int ColumnMax = 8_192;

    private readonly List<QuoteChange> _quotes = [];
    private readonly List<VolatilityChange> _volatilities = [];
    private readonly List<LotsChange> _openInterest = [];
    private readonly List<LotsChange> _volumes = [];

    /// <summary>The chain: SPX, NDX or QQQ.</summary>
    public IndexSymbol Index { get; private set; }

    /// <summary>New quotes.</summary>
    public ReadOnlySpan<QuoteChange> Quotes => CollectionsMarshal.AsSpan(_quotes);

    /// <summary>New implied volatilities.</summary>
    public ReadOnlySpan<VolatilityChange> Volatilities => CollectionsMarshal.AsSpan(_volatilities);

    /// <summary>New open interest.</summary>
    public ReadOnlySpan<LotsChange> OpenInterest => CollectionsMarshal.AsSpan(_openInterest);

    /// <summary>New volumes of today.</summary>
    public ReadOnlySpan<LotsChange> Volumes => CollectionsMarshal.AsSpan(_volumes);

    /// <summary>Forgets every value and begins to speak of a chain.</summary>
    public void Begin(IndexSymbol index)
    {
        Index = index;
        _quotes.Clear();
        _volatilities.Clear();
        _openInterest.Clear();
        _volumes.Clear();
    }

    /// <summary>Adds a quote.</summary>
    public void Add(in QuoteChange quote) => _quotes.Add(quote);

    /// <summary>Adds an implied volatility.</summary>
    public void Add(in VolatilityChange volatility) => _volatilities.Add(volatility);

    /// <summary>Adds open interest.</summary>
    public void AddOpenInterest(in LotsChange lots) => _openInterest.Add(lots);

    /// <summary>Adds today's volume.</summary>
    public void AddVolume(in LotsChange lots) => _volumes.Add(lots);
}
