using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// What a page looks back on of a trading day: the levels of each minute mark, and the exposure by strike at the first mark after the regular open at
/// which the chain was covered. The core keeps it, so that a replay of the day's journal makes it again; no feature reads it. Nothing is allocated
/// after a chain was listed.
/// </summary>
public sealed class GammaDay
{
    /// <summary>Minutes kept at most; a trading day has 1,380.</summary>
    public const int MinutesMax = 1440;

    private GammaMinute[] _minutes = [];
    private double[] _openStrikes = [],
        _openNet = [],
        _openGross = [];
    private int _openRungs,
        _first;

    /// <summary>Minutes kept.</summary>
    public int Count { get; private set; }

    /// <summary>The mark of the exposure that changes are measured from; the default before it.</summary>
    public UnixNanos OpenedAt { get; private set; }

    /// <summary>The strikes at that mark, in index points, ascending; empty before it.</summary>
    public ReadOnlySpan<double> OpenStrikes => _openStrikes.AsSpan(0, _openRungs);

    /// <summary>Their net GEX of all expiries then, dollars per 1 %.</summary>
    public ReadOnlySpan<double> OpenNet => _openNet.AsSpan(0, _openRungs);

    /// <summary>Their gross GEX then.</summary>
    public ReadOnlySpan<double> OpenGross => _openGross.AsSpan(0, _openRungs);

    /// <summary>A minute that is kept, the oldest first.</summary>
    public GammaMinute this[int index] => _minutes[(_first + index) % MinutesMax];

    /// <summary>A chain is listed: makes room for it. What is kept of the day stays. Allocates.</summary>
    internal void List(OptionChain chain)
    {
        if (_minutes.Length == 0)
            _minutes = new GammaMinute[MinutesMax];
        if (_openStrikes.Length >= chain.Ladder.Length)
            return;
        Array.Resize(ref _openStrikes, chain.Ladder.Length);
        Array.Resize(ref _openNet, chain.Ladder.Length);
        Array.Resize(ref _openGross, chain.Ladder.Length);
    }

    /// <summary>A trading day begins.</summary>
    internal void Begin() => (Count, _first, _openRungs, OpenedAt) = (0, 0, 0, default);

    /// <summary>A minute mark at which the chain was fitted.</summary>
    /// <param name="at">The mark.</param>
    /// <param name="basis">Future less index, in points.</param>
    /// <param name="analytics">As fitted at that mark.</param>
    /// <param name="session">The trading day.</param>
    /// <param name="coverageMin">What a chain needs to be measured from.</param>
    internal void Add(UnixNanos at, double basis, OptionAnalytics analytics, in TradingSession session, double coverageMin)
    {
        if (analytics.FirstDate is null)
            return;
        var all = analytics.AllExpiries;
        _minutes[(_first + Count) % MinutesMax] = new GammaMinute(
            at,
            analytics.Spot,
            basis,
            analytics.Fit.Coverage,
            all.Net,
            all.Gross,
            all.ZeroGamma.CrossingCount,
            GammaMinuteLevels.Of(all),
            GammaMinuteLevels.Of(analytics.FirstExpiry)
        );
        if (Count < MinutesMax)
            Count++;
        else
            _first = (_first + 1) % MinutesMax;
        if (OpenedAt.Value == 0 && session.HasRegular && at >= session.RegularOpensAt && analytics.Fit.Coverage >= coverageMin)
            Open(at, analytics);
    }

    private void Open(UnixNanos at, OptionAnalytics analytics)
    {
        OpenedAt = at;
        var ladder = analytics.Chain.Ladder;
        _openRungs = ladder.Length;
        ladder.CopyTo(_openStrikes);
        analytics.AllExpiries.NetByStrike.CopyTo(_openNet);
        analytics.AllExpiries.GrossByStrike.CopyTo(_openGross);
    }
}
