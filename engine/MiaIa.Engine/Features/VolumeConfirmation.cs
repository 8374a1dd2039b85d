using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// volume_confirmation: does the last minute's delta come with volume, and does the price follow it?
/// Inputs: V and Δ of the last 60 s in contracts, V̄ = mean volume of the ten windows of 60 s before, the price now and 60 s ago
/// in ticks. s = d·c·a within −1 … +1 with d = clamp(2.2·Δ/V), c = min(1, (V/V̄)/1.8) or 1 when V̄ = 0, a = 1 when the price
/// moved with Δ, 0.75 when it did not move, 0.5 when it moved against it (absorption).
/// Not ready: a stale study, under 11 minutes of trades, V under 30 contracts. Source: confluence.md, feature 2.
/// </summary>
internal sealed class VolumeConfirmation(FeatureOptions options)
{
    private const double NotMoved = 0.75;
    private const double Absorbed = 0.5;
    private const int EarlierWindows = 10;

    // Asked for at every trade: beside each other instead of an object further.
    private readonly int _lotsMin = options.VolumeLotsMin;
    private readonly double _gain = options.DeltaGain;
    private readonly double _ratioFull = options.VolumeRatioFull;

    internal FeatureReading Read(MarketState market, bool isStudyFresh)
    {
        var tape = market.Tape;
        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, market.LastTradeAt);
        if (tape.StartMillis < 0 || market.NowMillis - tape.StartMillis < TapeWindow.FarMillis)
            return FeatureReading.NotReady(ReadingRemark.ShortTape, market.LastTradeAt);
        if (tape.Volume < _lotsMin)
            return FeatureReading.NotReady(ReadingRemark.FewContracts, market.LastTradeAt);

        return FeatureReading.Valid(Delta(tape) * Confirmation(tape) * Agreement(tape), market.LastTradeAt);
    }

    /// <summary>What a valid reading is made of now.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        factors.Add(new(FeatureId.VolumeConfirmation, "d", Delta(market.Tape)));
        factors.Add(new(FeatureId.VolumeConfirmation, "c", Confirmation(market.Tape)));
        factors.Add(new(FeatureId.VolumeConfirmation, "a", Agreement(market.Tape)));
    }

    private double Delta(TapeWindow tape) => Math.Clamp(_gain * tape.Delta / tape.Volume, -1, 1);

    private double Confirmation(TapeWindow tape)
    {
        double earlier = tape.EarlierVolume;
        return earlier == 0 ? 1 : Math.Min(1, (double)tape.Volume * EarlierWindows / (earlier * _ratioFull));
    }

    private static double Agreement(TapeWindow tape)
    {
        var move = Math.Sign(tape.LastPrice - tape.EarlierPrice) * Math.Sign(tape.Delta);
        return move > 0 ? 1
            : move == 0 ? NotMoved
            : Absorbed;
    }
}
