using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>
/// The analytics of a chain as they stood at one moment, copied column by column: whoever reads it needs no lock, and what takes time (sorting,
/// choosing, putting into words) is done out of it, beside the step. Nothing in it changes any more.
/// </summary>
public sealed class GammaSnapshot
{
    private readonly double[] _gammas;
    private readonly int[] _openInterestLots;

    private GammaSnapshot(OptionAnalytics analytics)
    {
        Chain = analytics.Chain;
        (FittedAt, WholeAt, FirstDate, Spot) = (analytics.FittedAt, analytics.WholeAt, analytics.FirstDate, analytics.Spot);
        (Dealers, RangeFrom, RangeTo) = (analytics.Dealers, analytics.RangeFrom, analytics.RangeTo);
        _gammas = analytics.Fit.Gammas.ToArray();
        _openInterestLots = analytics.Chain.OpenInterestLots.ToArray();
        AllExpiries = new ScopeSnapshot(analytics.AllExpiries);
        FirstExpiry = new ScopeSnapshot(analytics.FirstExpiry);
        TodaysVolume = new ScopeSnapshot(analytics.TodaysVolume);
    }

    /// <summary>What is listed. Only what never changes of it may be read: expiries, strikes and their ladder.</summary>
    public OptionChain Chain { get; }

    /// <summary>When the chain was fitted; the default before the first fit.</summary>
    public UnixNanos FittedAt { get; }

    /// <summary>When it was fitted whole: <see cref="TodaysVolume"/> is of then.</summary>
    public UnixNanos WholeAt { get; }

    /// <summary>The earliest live calendar date; null when everything has settled.</summary>
    public LocalDate? FirstDate { get; }

    /// <summary>Where everything is priced, in points.</summary>
    public double Spot { get; }

    /// <summary>The sign of exposure.</summary>
    public DealerPosition Dealers { get; }

    /// <summary>The lowest place of the index at which zero gamma is looked for, in points.</summary>
    public double RangeFrom { get; }

    /// <summary>The highest.</summary>
    public double RangeTo { get; }

    /// <summary>All live expiries, by open interest.</summary>
    public ScopeSnapshot AllExpiries { get; }

    /// <summary>The earliest live calendar date, by open interest.</summary>
    public ScopeSnapshot FirstExpiry { get; }

    /// <summary>All live expiries, by today's volume.</summary>
    public ScopeSnapshot TodaysVolume { get; }

    /// <summary>A chain's analytics as they stand. To be called by whoever holds the core.</summary>
    public static GammaSnapshot Of(OptionAnalytics analytics)
    {
        ArgumentNullException.ThrowIfNull(analytics);
        return new GammaSnapshot(analytics);
    }

    /// <summary>GEX of one contract, dollars per 1 % of the index, with the dealers' sign; 0 without open interest.</summary>
    public double GexOf(int contract)
    {
        var sign = contract % 2 == (int)OptionRight.Call ? (int)Dealers : -(int)Dealers;
        return sign * _gammas[contract / 2] * Math.Max(_openInterestLots[contract], 0) * 100 * Spot * Spot * 0.01;
    }

    /// <summary>Calls and puts of a strike's net and gross: calls carry the dealers' sign and puts the other.</summary>
    public (double Call, double Put) Split(double net, double gross) =>
        (0.5 * (net + ((int)Dealers * gross)), 0.5 * (net - ((int)Dealers * gross)));
}
