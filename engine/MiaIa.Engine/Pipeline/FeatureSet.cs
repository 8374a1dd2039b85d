using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;

// Of the whole core: the step's larger methods would clear some 400 bytes an event that they then set anyway. A stackalloc, too, begins with
// whatever was there, and whoever uses one sets each place before it is read.
[module: System.Runtime.CompilerServices.SkipLocalsInit]

namespace MiaIa.Engine.Pipeline;

/// <summary>Asks the features whose inputs changed, and only those, for their readings.</summary>
internal sealed class FeatureSet
{
    private const MarketChange TapeInputs = MarketChange.Trade | MarketChange.Gap | MarketChange.Session | MarketChange.Freshness;
    private const MarketChange VolumeInputs = TapeInputs | MarketChange.Window;
    private const MarketChange VwapInputs = TapeInputs | MarketChange.Second;
    private const MarketChange TimeframeInputs = MarketChange.Timeframe | MarketChange.Gap | MarketChange.Freshness;
    private const MarketChange FootprintInputs = TapeInputs | MarketChange.Bar;
    private const MarketChange BandInputs = TapeInputs | MarketChange.Bar;
    private const MarketChange PatternInputs = MarketChange.Bar | MarketChange.Gap | MarketChange.Session | MarketChange.Freshness;
    private const MarketChange GammaInputs = TapeInputs | MarketChange.Second | MarketChange.Options;
    private const MarketChange OptionInputs = MarketChange.Second | MarketChange.Session | MarketChange.Options;
    private const MarketChange BookInputs = MarketChange.Book | MarketChange.Freshness;

    private readonly VolumeConfirmation _volume;
    private readonly VwapTrendSignal _vwap;
    private readonly MtfConfluenceScore _timeframes;
    private readonly VwapBandsSignal _bands;
    private readonly SierraPatternStrength _patterns = new();
    private readonly OrderBookImbalance _book;
    private readonly SmartMoneyStrength _smartMoney;
    private readonly VolumeImbalanceSignal _imbalance;
    private readonly GammaLevelsProximity _gamma;
    private readonly OptionsFlowBias _optionFlow;
    private readonly ConfluenceScore _score;
    private GammaPinInput _pin;
    private bool _isBookDirty;
    private bool _isSmartMoneyDirty;

    internal FeatureSet(FeatureOptions options, ConfluenceScore score, OptionState chains)
    {
        _volume = new VolumeConfirmation(options);
        _vwap = new VwapTrendSignal(options);
        _timeframes = new MtfConfluenceScore(options);
        _bands = new VwapBandsSignal(options);
        _book = new OrderBookImbalance(options);
        _smartMoney = new SmartMoneyStrength(options);
        _imbalance = new VolumeImbalanceSignal(options);
        Patterns = new PatternDetectors(options.Patterns);
        _gamma = new GammaLevelsProximity(chains);
        _optionFlow = new OptionsFlowBias(chains);
        _score = score;
    }

    /// <summary>The pattern detectors and their board.</summary>
    internal PatternDetectors Patterns { get; }

    /// <summary>Order flow of the best prices over ten seconds, in contracts; reported, not scored.</summary>
    internal OrderFlowImbalance Flow { get; } = new();

    /// <summary>What readers are shown of the averages.</summary>
    internal MarketAverages AveragesOf(MarketState market) => new(market, _bands);

    /// <summary>Market time has moved; the event itself is not applied yet.</summary>
    internal void Advance(MarketState market, MarketChange change, bool isBookFresh)
    {
        if ((change & MarketChange.Second) != 0)
        {
            _vwap.Advance(market, change);
            // Bars close at whole seconds only.
            if ((change & MarketChange.Bar) != 0)
                _bands.Advance(market);
            if ((change & MarketChange.Timeframe) != 0)
                _timeframes.Advance(market);
            _gamma.Advance(market);
            if (_gamma.Pin != _pin)
                Patterns.Gamma = _pin = _gamma.Pin;
        }

        Patterns.Advance(market, change);
        _isBookDirty |= _book.Advance(market, change, isBookFresh);
        Flow.Advance(market.NowMillis);
        _isSmartMoneyDirty |= _smartMoney.Advance(market.NowMillis);
    }

    /// <summary>A bar of an older chain was taken; only what is built from closed bars alone looks at it.</summary>
    internal void Restore(MarketState market, MarketChange change)
    {
        if ((change & MarketChange.Bar) != 0)
            _bands.Advance(market);
        if ((change & MarketChange.Timeframe) != 0)
            _timeframes.Advance(market);
    }

    internal void Apply(BookSnapshot book)
    {
        _book.Apply(book);
        Flow.Apply(book);
    }

    internal void LoseBook()
    {
        _book.Lose();
        Flow.Lose();
    }

    /// <summary>The event is applied: takes new readings and, when there are any, a new score.</summary>
    internal void Read(MarketState market, MarketChange change, bool isStudyFresh, bool isBookFresh)
    {
        var isAny = false;
        if ((change & VolumeInputs) != 0)
        {
            _score.Set(FeatureId.VolumeConfirmation, _volume.Read(market, isStudyFresh));
            isAny = true;
        }

        if ((change & VwapInputs) != 0)
        {
            _score.Set(FeatureId.VwapTrendSignal, _vwap.Read(market, isStudyFresh));
            isAny = true;
        }

        if ((change & TimeframeInputs) != 0)
        {
            _score.Set(FeatureId.MtfConfluenceScore, _timeframes.Read(market, isStudyFresh));
            isAny = true;
        }

        if ((change & BandInputs) != 0 || ((change & MarketChange.Window) != 0 && _bands.IsArmed))
        {
            _score.Set(FeatureId.VwapBandsSignal, _bands.Read(market, isStudyFresh));
            isAny = true;
        }

        if ((change & PatternInputs) != 0 || _patterns.HasNews(Patterns))
        {
            _score.Set(FeatureId.SierraPatternStrength, _patterns.Read(market, Patterns, isStudyFresh));
            isAny = true;
        }

        if (_isBookDirty || (change & BookInputs) != 0)
        {
            _score.Set(FeatureId.OrderBookImbalance, _book.Read(market, isBookFresh));
            _isBookDirty = false;
            isAny = true;
        }

        if ((change & MarketChange.Trade) != 0)
            _smartMoney.Apply(market.Prints);
        if (_isSmartMoneyDirty || (change & TapeInputs) != 0)
        {
            _score.Set(FeatureId.SmartMoneyStrength, _smartMoney.Read(market, isStudyFresh));
            _isSmartMoneyDirty = false;
            isAny = true;
        }

        if ((change & FootprintInputs) != 0)
        {
            _score.Set(FeatureId.VolumeImbalanceSignal, _imbalance.Read(market, change, isStudyFresh));
            isAny = true;
        }

        if (ReadOptions(market, change, isStudyFresh) || isAny)
            _score.Recompute();
    }

    /// <summary>What the valid readings are made of, in the order of the features. Only on request: it allocates.</summary>
    internal List<FeatureFactor> Factors(MarketState market)
    {
        var factors = new List<FeatureFactor>();
        foreach (ref readonly var scored in _score.Readings)
        {
            if (scored.Reading.IsValid)
                AddFactors(scored.Feature, scored.Reading.Remark, market, factors);
        }

        return factors;
    }

    private void AddFactors(FeatureId feature, ReadingRemark remark, MarketState market, List<FeatureFactor> factors)
    {
        switch (feature)
        {
            case FeatureId.GammaLevelsProximity:
                _gamma.AddFactors(market, factors);
                break;
            case FeatureId.VolumeConfirmation:
                _volume.AddFactors(market, factors);
                break;
            case FeatureId.VwapTrendSignal:
                _vwap.AddFactors(market, remark, factors);
                break;
            case FeatureId.SierraPatternStrength:
                SierraPatternStrength.AddFactors(Patterns, factors);
                break;
            case FeatureId.MtfConfluenceScore:
                _timeframes.AddFactors(market, factors);
                break;
            case FeatureId.SmartMoneyStrength:
                _smartMoney.AddFactors(factors);
                break;
            case FeatureId.OrderBookImbalance:
                _book.AddFactors(market, factors);
                break;
            case FeatureId.OptionsFlowBias:
                _optionFlow.AddFactors(remark, factors);
                break;
            case FeatureId.VwapBandsSignal:
                _bands.AddFactors(market, factors);
                break;
            default:
                _imbalance.AddFactors(market, factors);
                break;
        }
    }

    private bool ReadOptions(MarketState market, MarketChange change, bool isStudyFresh)
    {
        if ((change & OptionInputs) != 0)
            _score.Set(FeatureId.OptionsFlowBias, _optionFlow.Read(market));
        if ((change & GammaInputs) == 0)
            return false;
        _score.Set(FeatureId.GammaLevelsProximity, _gamma.Read(market, change, isStudyFresh));
        return true;
    }
}
