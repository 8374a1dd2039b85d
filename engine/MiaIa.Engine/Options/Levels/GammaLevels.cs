using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// The levels of an instrument's own chain in ticks of its future, at the cadence that the step can pay for (docs/decisions/0021): fitted
/// at minute marks, what is published only every ten minutes and whenever levels are chosen anew, everything moved by the basis at
/// whole seconds, net over gross at every trade.
/// </summary>
internal sealed class GammaLevels(ChainOptions options, double tickSizePoints)
{
    private const int WholeMinutes = 10;
    private const long StandNanos = 5 * UnixNanos.PerSecond;

    private readonly RegimeCurve _regime = new();
    private long _wholeMinute;
    private UnixNanos _jumpedAt;

    /// <summary>Levels of all live expiries, and of the first live date.</summary>
    internal LevelPoints CallWall { get; } = new();

    internal LevelPoints FirstCallWall { get; } = new();

    internal LevelPoints PutWall { get; } = new();

    internal LevelPoints FirstPutWall { get; } = new();

    internal LevelPoints AbsoluteGamma { get; } = new();

    internal LevelPoints FirstAbsoluteGamma { get; } = new();

    /// <summary>The crossing nearest to spot, in ticks; NaN when there is none.</summary>
    internal double ZeroGammaTicks { get; set; } = double.NaN;

    /// <summary>As <see cref="ZeroGammaTicks"/>, of the first live date.</summary>
    internal double FirstZeroGammaTicks { get; private set; } = double.NaN;

    /// <summary>What is kept of the trading day, for whoever looks back.</summary>
    internal GammaDay Day { get; } = new();

    /// <summary>Whether the chain was fitted since it was listed.</summary>
    internal bool IsFitted => Analytics is { FirstDate: not null } or { Spot: > 0 };

    /// <summary>Whether nothing is live any more.</summary>
    internal bool IsSettled => IsFitted && Analytics!.FirstDate is null;

    /// <summary>Chain coverage at the last fit, 0 … 1.</summary>
    internal double Coverage => Analytics?.Fit.Coverage ?? 0;

    /// <summary>Share of the exposure whose open interest arrived, at the last fit, 0 … 1.</summary>
    internal double OpenInterestShare => Analytics?.Fit.OpenInterestShare ?? 0;

    /// <summary>The analytics; null until a chain is listed.</summary>
    internal OptionAnalytics? Analytics { get; private set; }

    /// <summary>Another chain is listed. Allocates.</summary>
    internal void List(IndexChain chain)
    {
        Analytics = new OptionAnalytics(chain.Chain!, options.Analytics with { VolatilityFreshNanos = chain.FreshNanos });
        Day.List(chain.Chain!);
        _wholeMinute = 0;
        _regime.Clear();
        ZeroGammaTicks = FirstZeroGammaTicks = double.NaN;
    }

    /// <summary>Quotes of the chain arrived while the index stood here; NaN = not known.</summary>
    internal void SeeQuotes(ReadOnlySpan<QuoteChange> quotes, double spot)
    {
        foreach (ref readonly var quote in quotes)
            Analytics!.Fit.SeeQuote(quote.Contract, spot);
    }

    /// <summary>Whether the levels have not been chosen freely within the last 5 s; a signal out of their jump would be one out of nothing.</summary>
    internal bool Stand(UnixNanos now) => _jumpedAt.Value == 0 || now < _jumpedAt || now - _jumpedAt >= StandNanos;

    /// <summary>A minute mark: takes the chain as it stands.</summary>
    /// <param name="now">The mark.</param>
    /// <param name="seenAt">Market time, at or after the mark.</param>
    /// <param name="spot">The index in points.</param>
    internal void Fit(UnixNanos now, UnixNanos seenAt, double spot)
    {
        var chosenAt = Analytics!.ChosenAt;
        var minute = now.Value / UnixNanos.PerMinute;
        var isWhole = minute - _wholeMinute >= WholeMinutes;
        _wholeMinute = Analytics.Refit(now, spot, isWhole) ? minute : _wholeMinute;
        if (Analytics.ChosenAt != chosenAt)
            _jumpedAt = seenAt;
        _regime.Clear();
    }

    /// <summary>A whole second: brings every level into ticks.</summary>
    internal void Place(UnixNanos now, double spot, double basisPoints)
    {
        var (all, first) = (Analytics!.AllExpiries, Analytics.FirstExpiry);
        CallWall.Fill(all.CallWall.Blend, now, basisPoints, tickSizePoints);
        FirstCallWall.Fill(first.CallWall.Blend, now, basisPoints, tickSizePoints);
        PutWall.Fill(all.PutWall.Blend, now, basisPoints, tickSizePoints);
        FirstPutWall.Fill(first.PutWall.Blend, now, basisPoints, tickSizePoints);
        AbsoluteGamma.Fill(all.AbsoluteGamma.Blend, now, basisPoints, tickSizePoints);
        FirstAbsoluteGamma.Fill(first.AbsoluteGamma.Blend, now, basisPoints, tickSizePoints);
        ZeroGammaTicks = (all.ZeroGamma.NearestTo(spot) + basisPoints) / tickSizePoints;
        FirstZeroGammaTicks = (first.ZeroGamma.NearestTo(spot) + basisPoints) / tickSizePoints;
    }

    /// <summary>Net/gross GEX of all live expiries at a spot, −1 … +1.</summary>
    internal double RatioAt(double spot) => _regime.At(spot, Analytics!.AllExpiries.Exposure);
}
