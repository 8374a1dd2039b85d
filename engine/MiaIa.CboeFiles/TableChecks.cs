namespace MiaIa.CboeFiles;

/// <summary>What a table must be as a whole: of the index that its header names, and not cut off.</summary>
internal static class TableChecks
{
    private const int PairsMin = 3;
    private const int PairsLookedAt = 10;
    private const double ForwardOffMax = 0.10;
    private const double OutsideMax = 0.10;

    /// <summary>The one reading of the spot that lies between the strikes, or within a tenth of them.</summary>
    /// <exception cref="CboeFileException">None does, or two do.</exception>
    public static double Spot(string file, CboeHeading heading, IReadOnlyCollection<double> strikes)
    {
        var (low, high) = (strikes.Min(), strikes.Max());
        var inside = heading.Last.Where(reading => reading >= low * (1 - OutsideMax) && reading <= high * (1 + OutsideMax)).ToArray();
        return inside.Length == 1
            ? inside[0]
            : throw new CboeFileException(
                file,
                heading.LastLine,
                FormattableString.Invariant(
                    $"column Last: \"{heading.LastText}\" is {string.Join(" or ", heading.Last)}, and the strikes are {low} to {high}: write the price of this index like 3900.86"
                )
            );
    }

    /// <summary>Holds the spot against what the quotes of the first expiry say, and the last expiry against the spot.</summary>
    /// <exception cref="CboeFileException">The table is of another index, damaged, or cut off.</exception>
    public static void Whole(string file, CboeContent content)
    {
        var rows = content.Rows;
        if (content.RowsRejected > rows.Count)
        {
            throw new CboeFileException(
                file,
                0,
                $"damaged: {content.RowsRejected} rows cannot be read and {rows.Count} can; the first: {content.Rejected[0]}"
            );
        }

        var last = rows[^1];
        var highest = rows.Where(row => row.Root == last.Root && row.Expiry == last.Expiry).Max(row => row.Strike);
        if (highest < content.Spot)
        {
            throw new CboeFileException(
                file,
                last.Line,
                FormattableString.Invariant(
                    $"cut off: the strikes of the last expiry, {last.Root} {last.Expiry:uuuu-MM-dd}, end at {highest}, below the spot {content.Spot}; save it again"
                )
            );
        }

        var first = rows.Min(row => row.Expiry);
        var forwards = rows.Where(row => row.Expiry == first && IsQuoted(row.Call) && IsQuoted(row.Put))
            .OrderBy(row => Math.Abs(row.Strike - content.Spot))
            .Take(PairsLookedAt)
            .Select(row => row.Strike + Mid(row.Call) - Mid(row.Put))
            .Order()
            .ToArray();
        if (forwards.Length < PairsMin || Math.Abs((forwards[forwards.Length / 2] / content.Spot) - 1) <= ForwardOffMax)
            return;
        throw new CboeFileException(
            file,
            0,
            FormattableString.Invariant(
                $"the spot {content.Spot} and the quotes do not belong together: calls and puts of {first:uuuu-MM-dd} say {forwards[forwards.Length / 2]:0.##}; write the price of this index"
            )
        );
    }

    private static bool IsQuoted(CboeSide side) => side.Bid > 0 && side.Ask >= side.Bid;

    private static double Mid(CboeSide side) => (side.Bid + side.Ask) / 2;
}
