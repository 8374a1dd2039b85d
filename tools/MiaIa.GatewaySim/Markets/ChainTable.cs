using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.GatewaySim.Markets;

/// <summary>A whole listed chain as the simulator serves it: nothing but the spot and the time moves.</summary>
/// <param name="Symbol">The underlying: SPX or QQQ.</param>
/// <param name="Spot">Its level at the chain's moment.</param>
/// <param name="AsOf">The chain's moment.</param>
/// <param name="IsSynthetic">Made up.</param>
/// <param name="Options">Every option that had not settled by then.</param>
internal sealed record ChainTable(string Symbol, double Spot, UnixNanos AsOf, bool IsSynthetic, IReadOnlyList<OptionTerms> Options)
{
    private const long WeekNanos = 7 * 24 * 60 * UnixNanos.PerMinute;

    /// <summary>Reads a Cboe table. Forwards and volatilities are those that the core fits to it, so that both sides mean the same chain.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">The market's moment at the simulator's start: a table of another week is moved to it by whole weeks; null = as it is.</param>
    /// <exception cref="CboeFileException">It is no quote table.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static ChainTable Read(string path, UnixNanos? start)
    {
        var table = CboeTableReader.Read(path);
        var weeks = start is { } moment ? (int)Math.Round((moment - table.AsOf) / (double)WeekNanos) : 0;
        return From(table, weeks, path);
    }

    private static ChainTable From(CboeTable table, int weeks, string path)
    {
        var chain = table.Chain;
        var fit = new ChainFit(chain, new OptionAnalyticsOptions());
        fit.Fit(table.AsOf, table.Spot);
        var options = new List<OptionTerms>();
        for (var e = fit.FirstLiveExpiry; e < chain.Expiries.Length; e++)
        {
            var listed = chain.Expiries[e];
            var date = listed.Date.PlusWeeks(weeks);
            var carry = Math.Log(fit.Forwards[e] / table.Spot) / fit.Years[e];
            var expiry = new ExpiryTerms(listed.Root, date, OptionSettlement.From(listed.Root, date), carry);
            for (var row = listed.FirstRow; row < listed.EndRow; row++)
            {
                options.Add(Terms(chain, fit, expiry, row, OptionRight.Call));
                options.Add(Terms(chain, fit, expiry, row, OptionRight.Put));
            }
        }
        if (options.Count == 0)
            throw new CboeFileException(path, 0, $"every expiry has settled by {NewYorkTime.From(table.AsOf)} New York time");
        var wall = NewYorkTime.From(table.AsOf);
        return new ChainTable(
            SymbolOf(options[0].Expiry.Class),
            table.Spot,
            NewYorkTime.At(wall.Date.PlusWeeks(weeks), wall.TimeOfDay),
            false,
            options
        );
    }

    private static OptionTerms Terms(OptionChain chain, ChainFit fit, ExpiryTerms expiry, int row, OptionRight right)
    {
        var contract = OptionChain.ContractOf(row, right);
        return new OptionTerms(
            expiry,
            chain.Strikes[row],
            right == OptionRight.Call,
            fit.Volatilities[row],
            chain.OpenInterestLots[contract],
            chain.VolumeLots[contract],
            chain.Bids[contract],
            chain.Asks[contract]
        );
    }

    private static string SymbolOf(string tradingClass) => tradingClass == "SPXW" ? "SPX" : tradingClass;
}
