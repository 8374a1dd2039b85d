using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// The listed contracts of an underlying, laid out as a chain: contract numbers are the chain's (call 2·row, put 2·row + 1), and each knows
/// how IBKR wants it asked.
/// </summary>
internal sealed class ChainDirectory
{
    private readonly int[] _conIds;
    private readonly string?[] _lastTradeDates;
    private readonly Dictionary<(string Root, LocalDate Date), int> _expiries = [];

    /// <summary>Lays the contracts out.</summary>
    /// <param name="symbol">The underlying's symbol.</param>
    /// <param name="contracts">At least one; of two with the same place the first counts.</param>
    /// <param name="listedOn">The day on which they were asked for.</param>
    /// <param name="missing">
    /// Expiries whose contracts did not come. They are laid out with the strikes of the nearest expiry, none of them listed: so they weigh in
    /// the coverage like the rest of the chain, and the first live expiry is the first one also when nothing is known of it.
    /// </param>
    public ChainDirectory(
        string symbol,
        IReadOnlyCollection<ListedContract> contracts,
        LocalDate listedOn,
        IReadOnlyList<MissingExpiry>? missing = null
    )
    {
        Symbol = symbol;
        ListedOn = listedOn;
        Missing = missing ?? [];
        var known = contracts
            .GroupBy(contract => (contract.Root, contract.Date))
            .Select(expiry => Listing(expiry.Key.Root, expiry.Key.Date, [.. expiry.Select(each => each.Strike).Distinct().Order()]))
            .ToArray();
        Listings = [.. known, .. Missing.Select(each => Placeholder(each, known)).OfType<OptionListing>()];
        Chain = new OptionChain(Listings);
        _conIds = new int[2 * Chain.RowCount];
        _lastTradeDates = new string[Chain.Expiries.Length];
        for (var e = 0; e < Chain.Expiries.Length; e++)
            _expiries.Add((Chain.Expiries[e].Root, Chain.Expiries[e].Date), e);
        foreach (var contract in contracts)
        {
            var at = Find(contract.Root, contract.Date, contract.Strike, contract.Right);
            if (_conIds[at] != 0)
                continue;
            _conIds[at] = contract.ConId;
            _lastTradeDates[Chain.ExpiryOfRow[at / 2]] = contract.LastTradeDate;
            Count++;
        }
    }

    /// <summary>The underlying's symbol.</summary>
    public string Symbol { get; }

    /// <summary>The day on which the contracts were asked for.</summary>
    public LocalDate ListedOn { get; }

    /// <summary>Expiries that IBKR names and whose contracts are not known.</summary>
    public IReadOnlyList<MissingExpiry> Missing { get; }

    /// <summary>The expiries in any order.</summary>
    public IReadOnlyList<OptionListing> Listings { get; }

    /// <summary>The chain; its values are the planner's.</summary>
    public OptionChain Chain { get; }

    /// <summary>Contracts that are listed; fewer than two a row where a side is missing.</summary>
    public int Count { get; }

    /// <summary>Contract numbers, listed or not: two a row.</summary>
    public int Numbers => _conIds.Length;

    /// <summary>Whether the contracts of an expiry are known; a missing one has none.</summary>
    public bool IsKnown(int expiry) => _lastTradeDates[expiry] is not null;

    /// <summary>Whether IBKR lists a contract number.</summary>
    public bool IsListed(int contract) => _conIds[contract] != 0;

    /// <summary>The number of a contract; −1 when it is not listed.</summary>
    public int Find(string root, LocalDate date, double strike, OptionRight right)
    {
        if (!_expiries.TryGetValue((root, date), out var e))
            return -1;
        var expiry = Chain.Expiries[e];
        var found = Chain.Strikes.Slice(expiry.FirstRow, expiry.RowCount).BinarySearch(strike);
        return found < 0 ? -1 : OptionChain.ContractOf(expiry.FirstRow + found, right);
    }

    /// <summary>A contract as IBKR wants it asked.</summary>
    public Contract ContractOf(int contract)
    {
        var expiry = Chain.Expiries[Chain.ExpiryOfRow[contract / 2]];
        var right = contract % 2 == (int)OptionRight.Call ? "C" : "P";
        var strike = (decimal)Chain.Strikes[contract / 2];
        return new Contract
        {
            ConId = _conIds[contract],
            Symbol = Symbol,
            SecurityType = "OPT",
            LastTradeDate = _lastTradeDates[Chain.ExpiryOfRow[contract / 2]]!,
            Strike = strike,
            Right = right,
            Multiplier = "100",
            Exchange = "SMART",
            TradingClass = expiry.Root,
            LocalSymbol = LocalSymbolOf(expiry, right, strike),
        };
    }

    /// <summary>Every listed contract, for the cache.</summary>
    public IEnumerable<ListedContract> All()
    {
        for (var contract = 0; contract < _conIds.Length; contract++)
        {
            if (!IsListed(contract))
                continue;
            var e = Chain.ExpiryOfRow[contract / 2];
            var expiry = Chain.Expiries[e];
            yield return new ListedContract(
                _conIds[contract],
                expiry.Root,
                expiry.Date,
                _lastTradeDates[e]!,
                Chain.Strikes[contract / 2],
                (OptionRight)(contract % 2)
            );
        }
    }

    private static OptionListing Listing(string root, LocalDate date, IReadOnlyList<double> strikes) =>
        new(root, date, OptionSettlement.From(root, date), strikes);

    private static OptionListing? Placeholder(MissingExpiry missing, OptionListing[] known)
    {
        if (missing.Date is not { } date || Array.Exists(known, each => each.Root == missing.Root && each.Date == date))
            return null;
        var nearest = known
            .OrderBy(each => each.Root == missing.Root ? 0 : 1)
            .ThenBy(each => Math.Abs(Period.DaysBetween(each.Date, date)))
            .FirstOrDefault();
        return nearest is null ? null : Listing(missing.Root, date, nearest.Strikes);
    }

    private static string LocalSymbolOf(OptionExpiry expiry, string right, decimal strike)
    {
        var date = (expiry.Date.Year % 100 * 10_000) + (expiry.Date.Month * 100) + expiry.Date.Day;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{expiry.Root, -6}{date:D6}{right}{(long)(strike * 1000):D8}"
        );
    }
}
