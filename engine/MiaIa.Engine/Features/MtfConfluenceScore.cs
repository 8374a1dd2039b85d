using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// mtf_confluence_score: do trend and delta agree over several lengths of time?
/// Inputs: the closed bars of 1, 5, 15 and 60 minutes with weights w of 0.50, 0.30, 0.15 and 0.05; x of each, −1 … +1, from
/// <see cref="TimeframeTrend"/>. s = Σ w·x / Σ w over the warm timeframes × (0.6 + 0.4·|Σ w·sign x| / Σ w), within −1 … +1.
/// A timeframe is warm with 21 bars since the first trade or the last gap. s moves only when a bar closes; its input is as old
/// as the end of the last minute bar.
/// Not ready: a stale study, under two warm timeframes. Source: confluence.md, feature 5; docs/decisions/0014.
/// </summary>
internal sealed class MtfConfluenceScore
{
    private const int WarmMin = 2;
    private const double ValueShare = 0.6;
    private const double AgreementShare = 0.4;

    private static readonly double[] Weights = [0.50, 0.30, 0.15, 0.05];

    private readonly TimeframeTrend[] _trends = new TimeframeTrend[Timeframes.Count];

    internal MtfConfluenceScore(FeatureOptions options)
    {
        for (var i = 0; i < _trends.Length; i++)
            _trends[i] = new TimeframeTrend(options.TimeframeDeltaFull);
    }

    /// <summary>A bar of some length closed.</summary>
    internal void Advance(MarketState market)
    {
        for (var i = 0; i < _trends.Length; i++)
            _trends[i].Advance(market.Timeframes.All[i]);
    }

    internal FeatureReading Read(MarketState market, bool isStudyFresh)
    {
        var closedAt = market.Bars.ClosedAt;
        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, closedAt);
        var (weights, values, signs) = (0.0, 0.0, 0.0);
        var warm = 0;
        for (var i = 0; i < _trends.Length; i++)
        {
            if (market.Timeframes.All[i].Whole < TimeframeTrend.BarsMin)
                continue;
            var x = _trends[i].Value;
            weights += Weights[i];
            values += Weights[i] * x;
            signs += Weights[i] * Math.Sign(x);
            warm++;
        }

        if (warm < WarmMin)
            return FeatureReading.NotReady(ReadingRemark.FewTimeframes, closedAt);
        var agreement = Agreement(signs, weights);
        var remark =
            warm == 2 ? ReadingRemark.TwoTimeframes
            : warm == 3 ? ReadingRemark.ThreeTimeframes
            : ReadingRemark.None;
        // Rounding may leave the last bit beyond one.
        return FeatureReading.Valid(Math.Clamp(values / weights * agreement, -1, 1), closedAt, remark);
    }

    /// <summary>What a valid reading is made of now: x of each warm timeframe, and how far their signs agree.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        var (weights, signs) = (0.0, 0.0);
        for (var i = 0; i < _trends.Length; i++)
        {
            if (market.Timeframes.All[i].Whole < TimeframeTrend.BarsMin)
                continue;
            var x = _trends[i].Value;
            weights += Weights[i];
            signs += Weights[i] * Math.Sign(x);
            factors.Add(new(FeatureId.MtfConfluenceScore, $"x, {market.Timeframes.All[i].Minutes} min", x));
        }

        factors.Add(new(FeatureId.MtfConfluenceScore, "agreement", Agreement(signs, weights)));
    }

    private static double Agreement(double signs, double weights) => ValueShare + (AgreementShare * Math.Abs(signs) / weights);
}
