using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.CboeFiles;

/// <summary>
/// A Cboe quote table as a chain. The quotes are delayed: they serve replay and open interest, not a live score.
/// </summary>
/// <param name="Name">The underlying as the table names it, e.g. "S&amp;P 500 INDEX".</param>
/// <param name="Spot">The underlying's last price in points.</param>
/// <param name="WrittenAt">The header's date, New York wall time; it may be wrong.</param>
/// <param name="AsOf">The moment for which the quotes stand, by <see cref="AsOfRule"/>; every value of the chain carries it.</param>
/// <param name="Chain">The contracts.</param>
/// <param name="RowsRead">Rows in the chain.</param>
/// <param name="RowsRejected">Rows left out; the chain's expiries count them.</param>
/// <param name="ValuesRejected">Bids, asks, volatilities and counts that could not be read in rows that stand.</param>
/// <param name="Rejected">The first of them (at most <see cref="CboeTableReader.RejectedKeptMax"/>), of rows and values, with place and reason.</param>
public sealed record CboeTable(
    string Name,
    double Spot,
    LocalDateTime WrittenAt,
    UnixNanos AsOf,
    OptionChain Chain,
    int RowsRead,
    int RowsRejected,
    int ValuesRejected,
    IReadOnlyList<RejectedRow> Rejected
);
