using System.Globalization;
using MiaIa.GatewaySim.Wire;

namespace MiaIa.GatewaySim.Markets;

/// <summary>Everything that is listed, and how a client's query finds it.</summary>
internal sealed class ContractBook
{
    private readonly Dictionary<int, Listed> _byId;
    private readonly ILookup<(string Symbol, string SecurityType), Listed> _bySymbol;
    private readonly ILookup<(string Symbol, string LastTradeDate), Listed> _optionsByDate;

    public ContractBook(IEnumerable<Listed> all)
    {
        var listed = all.ToArray();
        _byId = listed.ToDictionary(item => item.Contract.ConId);
        _bySymbol = listed.ToLookup(item => (item.Symbol, item.Contract.SecurityType));
        _optionsByDate = listed.Where(item => item.Option is not null).ToLookup(item => (item.Symbol, item.Contract.LastTradeDate));
    }

    /// <summary>How many instruments.</summary>
    public int Count => _byId.Count;

    /// <summary>The options on a symbol.</summary>
    public IEnumerable<Listed> OptionsOn(string symbol) => _bySymbol[(symbol, "OPT")];

    /// <summary>An instrument by its number; null when there is none.</summary>
    public Listed? ById(int conId) => _byId.GetValueOrDefault(conId);

    /// <summary>Everything that fits; with a contract number, at most that one.</summary>
    public IEnumerable<Listed> Find(ContractQuery query)
    {
        if (query.ConId != 0)
            return ById(query.ConId) is { } one && IsTradedAt(one, query.Exchange) ? [one] : [];
        var candidates = query is { SecurityType: "OPT", Expiry.Length: 8 }
            ? _optionsByDate[(query.Symbol, query.Expiry)]
            : _bySymbol[(query.Symbol, query.SecurityType)];
        return candidates.Where(item => Fits(item, query));
    }

    private static bool Fits(Listed item, ContractQuery query)
    {
        var contract = item.Contract;
        return contract.LastTradeDate.StartsWith(query.Expiry, StringComparison.Ordinal)
            && (query.Strike == 0 || query.Strike == contract.Strike)
            && IsOpenOr(query.Right, contract.Right)
            && IsOpenOr(query.Currency, contract.Currency)
            && IsOpenOr(query.TradingClass, contract.TradingClass)
            && IsOpenOr(query.LocalSymbol, contract.LocalSymbol)
            && (query.Multiplier.Length == 0 || SameNumber(query.Multiplier, contract.Multiplier))
            && IsTradedAt(item, query.Exchange);
    }

    private static bool IsTradedAt(Listed item, string exchange) => exchange.Length == 0 || item.Exchanges.Contains(exchange);

    private static bool IsOpenOr(string asked, string has) => asked.Length == 0 || asked == has;

    private static bool SameNumber(string asked, string has) =>
        decimal.TryParse(asked, NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(has, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
        && left == right;
}
