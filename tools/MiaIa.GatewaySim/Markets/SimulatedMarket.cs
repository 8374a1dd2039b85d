using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.GatewaySim.Markets;

/// <summary>
/// Prices and Greeks of everything that is listed, all of one spot and one time: options by Black–Scholes on the chain's forwards, each
/// strike keeping its volatility; ES above the spot by the basis; VIX and VXN against it. For one thread at a time.
/// </summary>
internal sealed class SimulatedMarket
{
    private const double VixSlope = 4,
        VxnOverVix = 1.2,
        QqqOverSpx = 0.09;
    private const double TradedDaySeconds = 6.5 * 3600;
    private const double SecondsInYear = 365.0 * 86_400;

    /// <summary>No option is nearer to its settlement than this, in seconds: the core's own floor.</summary>
    private const double SecondsMin = 15 * 60;

    private readonly MarketSetup _setup;
    private double _high = double.NegativeInfinity,
        _low = double.PositiveInfinity;

    public SimulatedMarket(MarketSetup setup)
    {
        _setup = setup;
        Track = new SpotTrack(setup.Spx.Spot, setup.Tape);
        Book = new ContractBook([
            .. KnownContracts.Underlyings(NewYorkTime.From(setup.Start).Date),
            .. KnownContracts.Options(setup.Spx, 0),
            .. setup.Qqq is { } qqq ? KnownContracts.Options(qqq, setup.Spx.Options.Count) : [],
        ]);
    }

    /// <summary>Everything that is listed.</summary>
    public ContractBook Book { get; }

    /// <summary>Where the index stands.</summary>
    public SpotTrack Track { get; }

    /// <summary>The market so long after the simulator's start.</summary>
    public Moment At(TimeSpan elapsed)
    {
        var spot = Track.At(elapsed);
        (_high, _low) = (Math.Max(_high, spot), Math.Min(_low, spot));
        var since = elapsed.Ticks * 100;
        return new Moment(elapsed, UnixNanos.Trusted(_setup.Start.Value + since), spot);
    }

    /// <summary>What a line shows.</summary>
    public Quote QuoteOf(Listed item, in Moment now) =>
        item.Kind switch
        {
            InstrumentKind.Option => OptionQuotes.From(item, ValueOf(item, now), Traded(item.Option!, now), now),
            InstrumentKind.Index => IndexQuote(item, now),
            _ => BookQuote(item, now),
        };

    /// <summary>An option's value; null when nothing is known of its volatility, or once it has settled.</summary>
    public OptionValue? ValueOf(Listed item, in Moment now)
    {
        if (item.Option is not { Volatility: > 0 } option || !TryYears(option, now, out var years))
            return null;
        return BlackScholes.Value(LevelOf(item.Symbol, now), option.Expiry.Carry, option.Strike, option.Volatility, years, option.IsCall);
    }

    /// <summary>The value that a price implies; null when none does.</summary>
    public OptionValue? ImpliedBy(double price, Listed item, in Moment now) =>
        item.Option is { } option && TryYears(option, now, out var years)
            ? BlackScholes.Implied(price, LevelOf(item.Symbol, now), option.Expiry.Carry, option.Strike, years, option.IsCall)
            : null;

    /// <summary>The level of an index, stock or future; of an option's symbol, its underlying's.</summary>
    public double LevelOf(string symbol, in Moment now) =>
        symbol switch
        {
            "SPX" => now.Spot,
            "VIX" => Vix(now),
            "VXN" => Math.Round(Vix(now) * (_setup.Vxn / _setup.Vix), 2),
            "QQQ" => Math.Round((_setup.Qqq?.Spot ?? (_setup.Spx.Spot * QqqOverSpx)) * now.Spot / _setup.Spx.Spot, 2),
            _ => Math.Round((now.Spot + _setup.BasisPoints) * 4) / 4,
        };

    /// <summary>Calls' and puts' sums over the options of a symbol: generic ticks 100 and 101 of a stock.</summary>
    public (long Calls, long Puts) Sums(string symbol, bool isVolume, in Moment now)
    {
        long calls = 0,
            puts = 0;
        foreach (var item in Book.OptionsOn(symbol))
        {
            var lots = isVolume ? Traded(item.Option!, now) ?? 0 : Math.Max(0, item.Option!.OpenInterestLots);
            if (item.Option!.IsCall)
                calls += lots;
            else
                puts += lots;
        }
        return (calls, puts);
    }

    /// <summary>Lots traded so far; null when the chain does not say. It grows by the chain's own volume over one regular session.</summary>
    public static int? Traded(OptionTerms option, in Moment now)
    {
        if (option.VolumeLots < 0)
            return null;
        return option.VolumeLots + (int)(option.VolumeLots * Math.Min(now.Elapsed.TotalSeconds / TradedDaySeconds, 1000));
    }

    private static bool TryYears(OptionTerms option, in Moment now, out double years)
    {
        var seconds = (option.Expiry.SettlesAt - now.Time) / (double)UnixNanos.PerSecond;
        years = Math.Max(seconds, SecondsMin) / SecondsInYear;
        return seconds > 0;
    }

    private double Vix(in Moment now) =>
        Math.Round(Math.Clamp(_setup.Vix * (1 - (VixSlope * ((now.Spot / _setup.Spx.Spot) - 1))), 5, 100), 2);

    private Quote IndexQuote(Listed item, in Moment now)
    {
        var level = LevelOf(item.Symbol, now);
        var isSpx = item.Symbol == "SPX";
        return new Quote
        {
            Last = level,
            Close = Math.Round(
                item.Symbol switch
                {
                    "SPX" => _setup.Spx.Spot,
                    "VIX" => _setup.Vix,
                    _ => _setup.Vxn,
                },
                2
            ),
            High = isSpx ? _high : level,
            Low = isSpx ? _low : level,
        };
    }

    private Quote BookQuote(Listed item, in Moment now)
    {
        var level = LevelOf(item.Symbol, now);
        return new Quote
        {
            Bid = level - item.MinTick,
            Ask = level,
            Last = level,
            Close = level,
            BidSize = OptionQuotes.SizeAt(item, now, 1),
            AskSize = OptionQuotes.SizeAt(item, now, 2),
            LastSize = 1,
            Volume = 100_000 + (now.Beat * 50),
        };
    }

    /// <summary>A VXN for a VIX when no history says it.</summary>
    internal static double VxnOf(double vix) => Math.Round(vix * VxnOverVix, 2);
}
