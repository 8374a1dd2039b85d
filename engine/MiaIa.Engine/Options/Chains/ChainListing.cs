namespace MiaIa.Engine.Options;

/// <summary>The columns of a chain that never change: expiries, strikes and their ladder.</summary>
internal sealed class ChainListing
{
    public ChainListing(IEnumerable<OptionListing> listings)
    {
        var ordered = listings.ToArray();
        Array.Sort(ordered, InOrderOfSettlement);
        if (ordered.Length == 0)
            throw new ArgumentException("a chain needs at least one expiry", nameof(listings));
        var rows = ordered.Sum(listing => listing.Strikes.Count);
        Expiries = new OptionExpiry[ordered.Length];
        Strikes = new double[rows];
        LogStrikes = new double[rows];
        ExpiryOfRow = new int[rows];
        var row = 0;
        for (var e = 0; e < ordered.Length; e++)
        {
            var listing = ordered[e];
            if (e > 0 && listing.Root == ordered[e - 1].Root && listing.Date == ordered[e - 1].Date)
                throw new ArgumentException($"{listing.Root} {listing.Date:uuuu-MM-dd} is listed twice", nameof(listings));
            Expiries[e] = new OptionExpiry(listing.Root, listing.Date, listing.SettlesAt, row, listing.Strikes.Count, listing.RefusedRows);
            row = Append(listing, e, row);
        }
        Ladder = [.. Strikes.Distinct().Order()];
        RungOfRow = Array.ConvertAll(Strikes, strike => Array.BinarySearch(Ladder, strike));
    }

    public OptionExpiry[] Expiries { get; }

    public double[] Strikes { get; }

    public double[] LogStrikes { get; }

    public int[] ExpiryOfRow { get; }

    public double[] Ladder { get; }

    public int[] RungOfRow { get; }

    private static int InOrderOfSettlement(OptionListing left, OptionListing right)
    {
        var byTime = left.SettlesAt.CompareTo(right.SettlesAt);
        if (byTime != 0)
            return byTime;
        var byDate = left.Date.CompareTo(right.Date);
        return byDate != 0 ? byDate : string.CompareOrdinal(left.Root, right.Root);
    }

    private int Append(OptionListing listing, int expiry, int row)
    {
        var before = 0.0;
        foreach (var strike in listing.Strikes)
        {
            if (!(strike > before) || !double.IsFinite(strike))
                throw new ArgumentException($"{listing.Root} {listing.Date:uuuu-MM-dd}: strike {strike} after {before} does not ascend");
            Strikes[row] = strike;
            LogStrikes[row] = Math.Log(strike);
            ExpiryOfRow[row] = expiry;
            before = strike;
            row++;
        }
        return row;
    }
}
