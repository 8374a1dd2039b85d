using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// smart_money_strength: which side do the large prints take, how much and how steadily?
/// Inputs: prints (neighbours of one side in one millisecond) of at least 100 contracts, those of at least 500 counted double,
/// over (t − 5 min, t] with a half-life of 2 minutes: B of buyers, S of sellers, in contracts; a print is dated by its first
/// trade. s = net·intensity·(0.5 + 0.5·persistence) within −1 … +1 with net = (B − S)/(B + S), intensity = min(1, (B + S)/500),
/// persistence = of the five windows of 60 s before t that hold a large print, the share whose B − S (without fading,
/// docs/decisions/0016) has net's sign. No large print in five minutes of trades: a valid 0.
/// Not ready: a stale study, under 5 minutes of trades. Source: confluence.md, feature 6; 100, 500 and double are the seed's.
/// </summary>
internal sealed class SmartMoneyStrength(FeatureOptions options)
{
    private const int BlockFactor = 2;
    private const double IntensityLotsFull = 500;
    private const double ShareAlways = 0.5;

    private readonly LargePrints _prints = new();
    private long _readyAt = long.MaxValue;
    private double _direction;
    private double _strength;

    /// <summary>Market time moves on. True when the reading may be another.</summary>
    internal bool Advance(long millis)
    {
        var isReadyNow = millis >= _readyAt;
        if (_prints.Advance(millis))
        {
            Weigh();
            return true;
        }

        return isReadyNow || (_direction != 0 && _strength * _prints.Fade < 1);
    }

    /// <summary>A trade came: the print that it belongs to may have become large, or larger.</summary>
    internal void Apply(PrintTape prints)
    {
        if (prints.Lots < options.LargePrintLots)
            return;
        _prints.Add(Weight(prints.Lots) - Weight(prints.LotsBefore), prints.IsBuy);
        Weigh();
    }

    internal FeatureReading Read(MarketState market, bool isStudyFresh)
    {
        var startMillis = market.Tape.StartMillis;
        var isShort = startMillis < 0 || market.NowMillis - startMillis < LargePrints.WindowMillis;
        _readyAt = startMillis >= 0 && isShort ? startMillis + LargePrints.WindowMillis : long.MaxValue;
        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, market.LastTradeAt);
        if (isShort)
            return FeatureReading.NotReady(ReadingRemark.FewMinutesOfPrints, market.LastTradeAt);
        return FeatureReading.Valid(_direction * Intensity, market.LastTradeAt);
    }

    /// <summary>What a valid reading is made of now; nothing without a large print.</summary>
    internal void AddFactors(List<FeatureFactor> factors)
    {
        if (!_prints.IsAny)
            return;
        factors.Add(new(FeatureId.SmartMoneyStrength, "net", Net));
        factors.Add(new(FeatureId.SmartMoneyStrength, "intensity", Intensity));
        factors.Add(new(FeatureId.SmartMoneyStrength, "persistence", Persistence));
    }

    private double Net => (_prints.Buys - _prints.Sells) / (_prints.Buys + _prints.Sells);

    private double Intensity => Math.Min(1, _strength * _prints.Fade);

    private double Persistence => _prints.ShareOfWindows(Math.Sign(Net));

    private long Weight(long lots) =>
        lots >= options.BlockPrintLots ? BlockFactor * lots
        : lots >= options.LargePrintLots ? lots
        : 0;

    // What does not change with the passing of time alone: the fading is the same for both sides.
    private void Weigh()
    {
        if (!_prints.IsAny)
        {
            _direction = _strength = 0;
            return;
        }

        _direction = Net * (ShareAlways + ((1 - ShareAlways) * Persistence));
        _strength = (_prints.Buys + _prints.Sells) / IntensityLotsFull;
    }
}
