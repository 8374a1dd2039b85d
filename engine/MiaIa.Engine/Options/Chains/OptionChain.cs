using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>
/// A whole listed chain as columns. A row is one strike of one expiry; its call is contract 2·row, its put 2·row + 1. Expiries stand in
/// order of settlement, rows within them by strike. What is listed never changes; quotes, open interest and volume do.
/// </summary>
public sealed class OptionChain
{
    /// <summary>Open interest or volume that never arrived.</summary>
    public const int Absent = -1;

    private readonly OptionExpiry[] _expiries;
    private readonly ChainListing _listing;
    private readonly int[] _openInterestLots,
        _volumeLots;
    private readonly double[] _bids,
        _asks,
        _quoteSpots,
        _impliedVolatilities;
    private readonly UnixNanos[] _quoteAt,
        _impliedVolatilityAt;

    /// <summary>Lays the columns out.</summary>
    /// <param name="listings">All expiries, in any order; at least one.</param>
    /// <exception cref="ArgumentException">No listing, an expiry listed twice, or strikes that are not positive and ascending.</exception>
    public OptionChain(IEnumerable<OptionListing> listings)
    {
        _listing = new ChainListing(listings);
        _expiries = _listing.Expiries;
        var contracts = 2 * _listing.Strikes.Length;
        _openInterestLots = Filled(contracts, Absent);
        _volumeLots = Filled(contracts, Absent);
        _bids = Filled(contracts, double.NaN);
        _asks = Filled(contracts, double.NaN);
        _quoteSpots = Filled(contracts, double.NaN);
        _quoteAt = new UnixNanos[contracts];
        _impliedVolatilities = Filled(contracts, double.NaN);
        _impliedVolatilityAt = new UnixNanos[contracts];
    }

    /// <summary>Expiries in order of settlement.</summary>
    public ReadOnlySpan<OptionExpiry> Expiries => _expiries;

    /// <summary>Strike of each row, in index points.</summary>
    public ReadOnlySpan<double> Strikes => _listing.Strikes;

    /// <summary>Natural logarithm of each row's strike.</summary>
    public ReadOnlySpan<double> LogStrikes => _listing.LogStrikes;

    /// <summary>Expiry of each row.</summary>
    public ReadOnlySpan<int> ExpiryOfRow => _listing.ExpiryOfRow;

    /// <summary>All different strikes, ascending: the ladder on which exposure is summed.</summary>
    public ReadOnlySpan<double> Ladder => _listing.Ladder;

    /// <summary>Each row's place on the ladder.</summary>
    public ReadOnlySpan<int> RungOfRow => _listing.RungOfRow;

    /// <summary>Open interest of each contract in lots, or <see cref="Absent"/>.</summary>
    public ReadOnlySpan<int> OpenInterestLots => _openInterestLots;

    /// <summary>Today's volume of each contract in lots, or <see cref="Absent"/>.</summary>
    public ReadOnlySpan<int> VolumeLots => _volumeLots;

    /// <summary>Bid of each contract in points; NaN = none arrived.</summary>
    public ReadOnlySpan<double> Bids => _bids;

    /// <summary>Ask of each contract in points; NaN = none arrived.</summary>
    public ReadOnlySpan<double> Asks => _asks;

    /// <summary>When each contract's line last gave a sign of life: until then its quote held. The default = never.</summary>
    public ReadOnlySpan<UnixNanos> QuoteAt => _quoteAt;

    /// <summary>
    /// The index beside which each quote stood, by the table that it is of. NaN = the quote of a line: the index of its moment is what its
    /// reader saw then (<see cref="ChainFit.SeeQuote"/>).
    /// </summary>
    public ReadOnlySpan<double> QuoteSpots => _quoteSpots;

    /// <summary>Whether any quote was ever of a table; if not, nothing stands in <see cref="QuoteSpots"/>.</summary>
    public bool HasTableQuotes { get; private set; }

    /// <summary>Implied volatility of each contract, annual, as a fraction; NaN = none arrived. Not yet judged usable.</summary>
    public ReadOnlySpan<double> ImpliedVolatilities => _impliedVolatilities;

    /// <summary>When each implied volatility was observed.</summary>
    public ReadOnlySpan<UnixNanos> ImpliedVolatilityAt => _impliedVolatilityAt;

    /// <summary>Rows; contracts are twice as many.</summary>
    public int RowCount => _listing.Strikes.Length;

    /// <summary>When open interest last arrived, changed or not; default when it never did.</summary>
    public UnixNanos OpenInterestAt { get; private set; }

    /// <summary>The contract of a row.</summary>
    public static int ContractOf(int row, OptionRight right) => (2 * row) + (int)right;

    /// <summary>The row of a strike, or −1 when it is not listed.</summary>
    public int FindRow(string root, LocalDate date, double strike)
    {
        foreach (var expiry in _expiries)
        {
            if (expiry.Date != date || expiry.Root != root)
                continue;
            var found = Strikes.Slice(expiry.FirstRow, expiry.RowCount).BinarySearch(strike);
            return found < 0 ? -1 : expiry.FirstRow + found;
        }
        return -1;
    }

    /// <summary>Takes open interest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void SetOpenInterest(int contract, int lots, UnixNanos observedAt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lots);
        _openInterestLots[contract] = lots;
        if (observedAt > OpenInterestAt)
            OpenInterestAt = observedAt;
    }

    /// <summary>Takes today's volume.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void SetVolume(int contract, int lots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lots);
        _volumeLots[contract] = lots;
    }

    /// <summary>Takes a quote in points; NaN or 0 = that side is empty.</summary>
    /// <param name="contract">Its contract.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="ask">The ask.</param>
    /// <param name="observedAt">The last moment at which it is known to have held.</param>
    /// <param name="tableSpot">See <see cref="QuoteSpots"/>.</param>
    public void SetQuote(int contract, double bid, double ask, UnixNanos observedAt, double tableSpot = double.NaN)
    {
        _bids[contract] = bid;
        _asks[contract] = ask;
        _quoteAt[contract] = observedAt;
        _quoteSpots[contract] = tableSpot;
        HasTableQuotes |= !double.IsNaN(tableSpot);
    }

    /// <summary>Takes an implied volatility; NaN withdraws it. Whether it is usable is judged when the chain is fitted.</summary>
    public void SetImpliedVolatility(int contract, double annual, UnixNanos observedAt)
    {
        _impliedVolatilities[contract] = annual;
        _impliedVolatilityAt[contract] = observedAt;
    }

    private static T[] Filled<T>(int length, T value)
    {
        var column = new T[length];
        Array.Fill(column, value);
        return column;
    }
}
