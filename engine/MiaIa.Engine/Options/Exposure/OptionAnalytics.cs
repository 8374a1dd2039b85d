using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>
/// The options side of one index: fits its chain, reprices it at the live spot, keeps the levels. Single-threaded, event time only;
/// nothing is allocated after construction.
/// </summary>
public sealed class OptionAnalytics
{
    /// <summary>The last minute mark before the regular session.</summary>
    private static readonly LocalTime LastMinute = OptionSettlement.Morning.PlusMinutes(-1);

    private readonly OptionAnalyticsOptions _options;
    private readonly double[] _netByExpiry,
        _grossByExpiry;
    private int _firstLive = -1;
    private LocalDate? _choiceMorning;
    private bool _wasCovered,
        _isChoiceDue;

    /// <summary>Makes room for a chain; nothing is known before the first fit.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public OptionAnalytics(OptionChain chain, OptionAnalyticsOptions? options = null)
    {
        _options = options ?? new OptionAnalyticsOptions();
        Chain = chain;
        Fit = new ChainFit(chain, _options);
        // One for all three: they are looked at one after another.
        var screen = new NetScreen(new GridStencils(_options), chain.RowCount);
        AllExpiries = new GexProfile(GexScope.AllExpiries, chain, _options, screen);
        FirstExpiry = new GexProfile(GexScope.FirstExpiry, chain, _options, screen);
        TodaysVolume = new GexProfile(GexScope.TodaysVolume, chain, _options, screen);
        _netByExpiry = new double[chain.Expiries.Length];
        _grossByExpiry = new double[chain.Expiries.Length];
    }

    /// <summary>The chain that is analysed.</summary>
    public OptionChain Chain { get; }

    /// <summary>Forwards, volatilities, γ and coverage.</summary>
    public ChainFit Fit { get; }

    /// <summary>All live expiries, by open interest.</summary>
    public GexProfile AllExpiries { get; }

    /// <summary>The earliest live calendar date, by open interest.</summary>
    public GexProfile FirstExpiry { get; }

    /// <summary>All live expiries, by today's volume.</summary>
    public GexProfile TodaysVolume { get; }

    /// <summary>The earliest live calendar date; null when everything has settled or nothing was fitted.</summary>
    public LocalDate? FirstDate { get; private set; }

    /// <summary>When the chain was last fitted; the default before it.</summary>
    public UnixNanos FittedAt { get; private set; }

    /// <summary>When it was last fitted whole: <see cref="TodaysVolume"/> and the sums by expiry are of then.</summary>
    public UnixNanos WholeAt { get; private set; }

    /// <summary>When levels were last chosen freely out of a chain that is covered: they may have jumped then. The default before.</summary>
    public UnixNanos ChosenAt { get; private set; }

    /// <summary>The sign of exposure.</summary>
    internal DealerPosition Dealers => _options.Dealers;

    /// <summary>The spot of the last repricing, in points; NaN before it.</summary>
    public double Spot { get; private set; } = double.NaN;

    /// <summary>Net GEX of each expiry at spot, dollars per 1 %.</summary>
    public ReadOnlySpan<double> NetByExpiry => _netByExpiry;

    /// <summary>Gross GEX of each expiry at spot, dollars per 1 %.</summary>
    public ReadOnlySpan<double> GrossByExpiry => _grossByExpiry;

    /// <summary>Takes the chain as it stands now (quotes, volatilities, open interest, volume), then reprices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The spot is not a positive number.</exception>
    public void Refit(UnixNanos now, double spot) => Refit(now, spot, isWhole: true);

    /// <summary>
    /// As above, whole only when asked or when levels are chosen anew: otherwise the profile of today's volume and the sums by expiry, which are
    /// published and not scored, stand as the last whole one left them.
    /// </summary>
    /// <returns>Whether it was whole.</returns>
    internal bool Refit(UnixNanos now, double spot, bool isWhole)
    {
        Fit.Fit(now, spot);
        FirstDate = Fit.FirstLiveExpiry < Chain.Expiries.Length ? Chain.Expiries[Fit.FirstLiveExpiry].Date : null;
        var isFreeChoice = IsFreeChoice(now);
        isWhole |= isFreeChoice;
        (FittedAt, WholeAt) = (now, isWhole ? now : WholeAt);
        LoadExposure(isWhole);
        RepriceFitted(now, spot, isWhole, isFreeChoice);
        return isWhole;
    }

    /// <summary>Moves everything to a new spot; a chain of which an expiry has settled since the fit is fitted again first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The spot is not a positive number.</exception>
    /// <exception cref="InvalidOperationException">Nothing was fitted yet.</exception>
    public void Reprice(UnixNanos now, double spot)
    {
        if (double.IsNaN(Spot))
            throw new InvalidOperationException("Reprice before the first Refit");
        if (!(spot > 0) || !double.IsFinite(spot))
            throw new ArgumentOutOfRangeException(nameof(spot), spot, "the spot must be a positive number");
        var first = Fit.FirstLiveExpiry;
        if (first < Chain.Expiries.Length && Chain.Expiries[first].SettlesAt <= now)
        {
            Refit(now, spot);
            return;
        }
        Fit.Reprice(spot);
        RepriceFitted(now, spot, isWhole: true, isFreeChoice: !_wasCovered);
    }

    /// <summary>The lowest place at which zero gamma is looked for.</summary>
    internal double RangeFrom => Spot * _options.GridFrom;

    /// <summary>The highest.</summary>
    internal double RangeTo => Spot * (_options.GridFrom + ((_options.GridPoints - 1) * _options.GridStep));

    /// <summary>GEX of one contract at spot: γ·OI·100·S²·0.01 with the dealers' sign, dollars per 1 %; 0 without open interest.</summary>
    public double GexOf(int contract)
    {
        var sign = contract % 2 == (int)OptionRight.Call ? (int)_options.Dealers : -(int)_options.Dealers;
        return sign * Fit.Gammas[contract / 2] * Math.Max(Chain.OpenInterestLots[contract], 0) * 100 * Spot * Spot * 0.01;
    }

    /// <summary>Calls and puts of the first live calendar dates.</summary>
    /// <param name="dates">How many dates; at least 1. <see cref="int.MaxValue"/> = the whole live chain.</param>
    public PutCallCounts CountsOf(int dates)
    {
        var first = Fit.FirstLiveExpiry;
        return first == Chain.Expiries.Length ? default : PutCallCounts.From(Chain, Chain.Expiries[first].FirstRow, EndRowOf(dates));
    }

    /// <summary>
    /// Whether levels are chosen without regard to those that stand: until the coverage first suffices and when it does; at the last minute
    /// before 09:30; and when something has settled, whose walls must not linger. Where the coverage does not suffice at such a moment, at the first
    /// minute at which it does. At all other times, also when open interest arrives, a level that stands has its edge.
    /// </summary>
    private bool IsFreeChoice(UnixNanos now)
    {
        var isCovered = Fit.Coverage >= _options.FreeChoiceCoverageMin;
        var hasSettled = _firstLive >= 0 && _firstLive != Fit.FirstLiveExpiry;
        _firstLive = Fit.FirstLiveExpiry;
        var local = NewYorkTime.From(now);
        var isNewMorning = local.TimeOfDay >= LastMinute && _choiceMorning != local.Date;
        if (isNewMorning)
            _choiceMorning = local.Date;
        _isChoiceDue |= hasSettled || isNewMorning || !_wasCovered;
        var isChosen = _isChoiceDue && isCovered;
        if (isChosen)
            (_wasCovered, _isChoiceDue, ChosenAt) = (true, false, now);
        return isChosen || hasSettled || !_wasCovered;
    }

    private void LoadExposure(bool isWhole)
    {
        var openInterest = Chain.OpenInterestLots;
        var rungs = Chain.RungOfRow;
        var firstDateEnd = FirstDate is null ? Chain.RowCount : EndRowOf(1);
        var fromRow = FirstDate is null ? Chain.RowCount : Chain.Expiries[Fit.FirstLiveExpiry].FirstRow;
        AllExpiries.Exposure.Load(Fit.Rows, rungs, openInterest, fromRow, Chain.RowCount, _options.Dealers);
        FirstExpiry.Exposure.Load(Fit.Rows, rungs, openInterest, fromRow, firstDateEnd, _options.Dealers);
        if (isWhole)
            TodaysVolume.Exposure.Load(Fit.Rows, rungs, Chain.VolumeLots, fromRow, Chain.RowCount, _options.Dealers);
    }

    private void RepriceFitted(UnixNanos now, double spot, bool isWhole, bool isFreeChoice)
    {
        Spot = spot;
        AllExpiries.Reprice(spot, now, isFreeChoice);
        FirstExpiry.Reprice(spot, now, isFreeChoice);
        if (!isWhole)
            return;
        TodaysVolume.Reprice(spot, now, isFreeChoice);
        Array.Clear(_netByExpiry);
        Array.Clear(_grossByExpiry);
        for (var contract = 0; contract < 2 * Chain.RowCount; contract++)
        {
            var gex = GexOf(contract);
            _netByExpiry[Chain.ExpiryOfRow[contract / 2]] += gex;
            _grossByExpiry[Chain.ExpiryOfRow[contract / 2]] += Math.Abs(gex);
        }
    }

    private int EndRowOf(int dates)
    {
        var e = Fit.FirstLiveExpiry;
        var end = Chain.Expiries[e].EndRow;
        for (var seen = 1; e < Chain.Expiries.Length; e++)
        {
            if (e > Fit.FirstLiveExpiry && Chain.Expiries[e].Date != Chain.Expiries[e - 1].Date && ++seen > dates)
                break;
            end = Chain.Expiries[e].EndRow;
        }
        return end;
    }
}
