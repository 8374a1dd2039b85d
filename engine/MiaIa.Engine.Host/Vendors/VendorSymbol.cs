using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>What a vendor's symbol is to an instrument.</summary>
internal enum VendorSymbolKind : byte
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>Its index: prices are moved by the basis.</summary>
    Index,

    /// <summary>Its own contract, or a chain of contracts: prices are its own.</summary>
    Future,

    /// <summary>Another month: prices are not its own.</summary>
    OtherMonth,
}

/// <summary>Reads the symbols of vendors: ESZ2026, ESZ26, ES1!, ES, SPX, SPXW.</summary>
internal static class VendorSymbol
{
    private static readonly string[] Micros = ["MES", "MNQ"];

    internal static VendorSymbolKind KindOf(string symbol, VendorChart of)
    {
        var upper = symbol.Trim().TrimStart('$', '^').ToUpperInvariant();
        var index = of.Index.ToString().ToUpperInvariant();
        if (upper == index || upper == index + "W")
            return VendorSymbolKind.Index;
        var mine = Family(of.Instrument);
        if (Family(upper.Replace("1!", "", StringComparison.Ordinal)) == mine)
            return VendorSymbolKind.Future;
        var today = DateOnly.FromDateTime(DateTime.UnixEpoch.AddMicroseconds(of.Now.Micros));
        if (!ContractSymbol.TryParse(ShortYear(upper), today, out var theirs) || Family(theirs.Root!) != mine)
            return VendorSymbolKind.Other;
        // Without a study there is no month that it could miss.
        return !ContractSymbol.TryParse(of.Contract, today, out var ours) || (ours.Year, ours.Month) == (theirs.Year, theirs.Month)
            ? VendorSymbolKind.Future
            : VendorSymbolKind.OtherMonth;
    }

    // The small contract has the prices of the large one.
    private static string Family(string root) => Micros.Contains(root) ? root[1..] : root;

    private static string ShortYear(string symbol) =>
        symbol.Length > 4 && symbol[^4..].All(char.IsAsciiDigit) ? symbol[..^4] + symbol[^2..] : symbol;
}
