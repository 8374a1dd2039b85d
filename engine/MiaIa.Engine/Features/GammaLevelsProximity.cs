using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Features;

/// <summary>
/// gamma_levels_proximity: where the price stands to the option walls, zero gamma and the absolute gamma strike, and whether dealers dampen
/// moves or amplify them. Inputs: the last price P, P five minutes ago and ATR in ticks; call wall CW, put wall PW, absolute gamma AG (each
/// a blend while a replacement fades in) and zero gamma ZG in ticks by the basis; net/gross GEX at the live spot S; VIX in percent.
/// h = clamp((net/gross)/0.10), u = max(h, 0), v = max(−h, 0); R = 0.20·S·VIX/100/√252 within 8 … 80 ticks;
/// p(L) = max(0, 1 − |P − L|/R), for each wall the larger of all expiries' and the first live expiry's;
/// m = clamp((P − P five minutes ago)/(2·ATR·√5)); W = u·(p(PW) − p(CW)) + v·m·max(p(PW), p(CW));
/// Z = clamp((P − ZG)/R)·max(0, 1 − max(0, |P − ZG| − R)/(4R)), 0 without a crossing;
/// A = −u·clamp((P − AG)/R)·max(0, 1 − |P − AG|/(3R)); s = clamp(0.65·W + 0.25·Z + 0.10·A), −1 … +1.
/// Not ready: see <see cref="ReasonOf"/>. Source: confluence.md, feature 1.
/// </summary>
internal sealed class GammaLevelsProximity(OptionState options)
{
    internal const double CoverageMin = 0.80;
    private const double WallShare = 0.65;
    private const double ZeroShare = 0.25;
    private const double PinShare = 0.10;
    private const double RegimeFull = 0.10;
    private const double MoveShare = 0.20;
    private const double RadiusTicksMin = 8;
    private const double RadiusTicksMax = 80;
    private const double VolatilityPointsMin = 5;
    private const double VolatilityPointsMax = 100;
    private const double SpotMin = 1;

    // What changes anything but the price. Bars close and the chain is fitted at whole seconds; trades that leave a window are no matter here.
    private const MarketChange Renewals =
        MarketChange.Second | MarketChange.Session | MarketChange.Gap | MarketChange.Freshness | MarketChange.Options;

    private static readonly double RootOfFive = Math.Sqrt(5);

    // S·VIX/100/√252 points are so much of S·VIX.
    private static readonly double DayMove = 1 / (100 * Math.Sqrt(252));

    private readonly PriceTrail _trail = new();
    private FeatureReading _reading;
    private ReadingRemark _reason = ReadingRemark.NoOptionChain;
    private int _price;
    private double _basisPoints = double.NaN;

    /// <summary>What gamma_pin needs, renewed at whole seconds; not known while the feature is not ready.</summary>
    internal GammaPinInput Pin { get; private set; }

    /// <summary>Market time has reached another second.</summary>
    internal void Advance(MarketState market)
    {
        // A basis that began anew is another contract.
        if (double.IsNaN(options.Basis.Points) && !double.IsNaN(_basisPoints))
            _trail.Clear();
        _basisPoints = options.Basis.Points;
        _trail.Mark(market.NowSecond, market.Bars.LastPrice);
    }

    internal FeatureReading Read(MarketState market, MarketChange change, bool isStudyFresh)
    {
        if (!isStudyFresh)
        {
            Pin = default;
            return FeatureReading.NotReady(ReadingRemark.StudyStale, market.LastTradeAt);
        }

        var isNew = (change & Renewals) != 0;
        if (isNew)
        {
            _reason = ReasonOf(market);
            Pin = default;
        }

        if (_reason != ReadingRemark.None)
            return FeatureReading.NotReady(_reason, market.LastTradeAt);
        var price = market.Bars.LastPrice;
        if (!isNew && price == _price)
            return FeatureReading.Valid(_reading.Value, market.LastTradeAt, _reading.Remark);
        // Between two seconds a price can leave what the curve of the regime is made for.
        if (options.SpotOf(price) < SpotMin)
            return FeatureReading.NotReady(ReadingRemark.FewMinuteBars, market.LastTradeAt);
        _price = price;
        var remark = options.Main.Source == ChainSource.Live ? ReadingRemark.None : ReadingRemark.OptionsReplayed;
        return _reading = FeatureReading.Valid(Value(market, price), market.LastTradeAt, remark);
    }

    /// <summary>What a valid reading is made of now, by the names of the formula.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        var (gamma, price) = (options.Gamma, (double)_price);
        var (regime, radius) = RegimeAndRadius(options.SpotOf(_price));
        var move = Move(price, _trail.Back, market.Bars.AtrTicks);
        var (call, firstCall) = (gamma.CallWall.Proximity(price, radius), gamma.FirstCallWall.Proximity(price, radius));
        var (put, firstPut) = (gamma.PutWall.Proximity(price, radius), gamma.FirstPutWall.Proximity(price, radius));
        Add("u", Math.Max(regime, 0));
        Add("v", Math.Max(-regime, 0));
        Add("m", move);
        Add("p(CW)", call);
        Add("p(CW), first expiry", firstCall);
        Add("p(PW)", put);
        Add("p(PW), first expiry", firstPut);
        Add("W", Wall(regime, move, Math.Max(call, firstCall), Math.Max(put, firstPut)));
        Add("Z", Zero(price - gamma.ZeroGammaTicks, radius));
        Add("A", Pinned(regime, gamma, price, radius));

        void Add(string name, double value) => factors.Add(new(FeatureId.GammaLevelsProximity, name, value));
    }

    private (double Regime, double Radius) RegimeAndRadius(double spot)
    {
        var regime = Math.Clamp(options.Gamma.RatioAt(spot) / RegimeFull, -1, 1);
        var dayMove = spot * options.VolatilityPoints * DayMove;
        return (regime, Math.Clamp(MoveShare * dayMove / options.TickSizePoints, RadiusTicksMin, RadiusTicksMax));
    }

    private double Value(MarketState market, int price)
    {
        var gamma = options.Gamma;
        var (regime, radius) = RegimeAndRadius(options.SpotOf(price));
        if (!Pin.IsKnown && gamma.Analytics!.AllExpiries.AbsoluteGamma.Strike is > 0 and var strike)
            Pin = new GammaPinInput(options.Basis.ToFutureTicks(strike, options.TickSizePoints), radius, Math.Max(regime, 0));

        return Score(gamma, price, _trail.Back, market.Bars.AtrTicks, regime, radius);
    }

    /// <summary>The formula; prices and lengths in ticks, the regime h is −1 … +1.</summary>
    internal static double Score(GammaLevels gamma, double price, double earlierPrice, double atr, double regime, double radius)
    {
        var call = Math.Max(gamma.CallWall.Proximity(price, radius), gamma.FirstCallWall.Proximity(price, radius));
        var put = Math.Max(gamma.PutWall.Proximity(price, radius), gamma.FirstPutWall.Proximity(price, radius));
        var wall = Wall(regime, Move(price, earlierPrice, atr), call, put);
        var pin = Pinned(regime, gamma, price, radius);
        return Math.Clamp((WallShare * wall) + (ZeroShare * Zero(price - gamma.ZeroGammaTicks, radius)) + (PinShare * pin), -1, 1);
    }

    private static double Move(double price, double earlierPrice, double atr) =>
        Math.Clamp((price - earlierPrice) / (2 * atr * RootOfFive), -1, 1);

    private static double Wall(double regime, double move, double call, double put) =>
        (Math.Max(regime, 0) * (put - call)) + (Math.Max(-regime, 0) * move * Math.Max(put, call));

    private static double Pinned(double regime, GammaLevels gamma, double price, double radius) =>
        -Math.Max(regime, 0) * gamma.AbsoluteGamma.Side(price, radius);

    private static double Zero(double distance, double radius)
    {
        if (double.IsNaN(distance))
            return 0;
        var beyond = Math.Max(0, Math.Abs(distance) - radius);
        return Math.Clamp(distance / radius, -1, 1) * Math.Max(0, 1 - (beyond / (4 * radius)));
    }

    /// <summary>Why there is no reading now; none when there is. Asked at whole seconds and when options change.</summary>
    private ReadingRemark ReasonOf(MarketState market)
    {
        var now = UnixNanos.Trusted(market.NowMillis * UnixNanos.PerMilli);
        if (OptionReasons.From(options, options.Main) is not ReadingRemark.None and var reason)
            return reason;
        var chain = options.Main.Chain!;
        if (market.CalendarError.Length != 0)
            return ReadingRemark.UnknownDay;
        if (!OptionReasons.IsOpenInterestFresh(chain, market, now))
            return ReadingRemark.OpenInterestStale;
        if (!options.Main.IsFresh(options.Main.VolatilityAt, now))
            return ReadingRemark.VolatilityStale;
        if (double.IsNaN(options.Basis.Points))
            return ReadingRemark.NoBasis;
        if (!options.Gamma.IsFitted)
            return ReadingRemark.ChainNotFitted;
        if (options.Gamma.IsSettled)
            return ReadingRemark.ChainSettled;
        // It lowers the coverage, too; the trader has to know which of both is missing.
        if (options.Gamma.OpenInterestShare < CoverageMin)
            return ReadingRemark.PartialOpenInterest;
        if (options.Gamma.Coverage < CoverageMin)
            return ReadingRemark.LowChainCoverage;
        if (!options.IsVolatilityFresh(now))
            return ReadingRemark.VolatilityIndexStale;
        if (options.VolatilityPoints is not (>= VolatilityPointsMin and <= VolatilityPointsMax))
            return ReadingRemark.VolatilityIndexOdd;
        return market.Bars.HasAtr && _trail.Back > 0 && options.SpotOf(market.Bars.LastPrice) >= SpotMin
            ? ReadingRemark.None
            : ReadingRemark.FewMinuteBars;
    }
}
