namespace MiaIa.NaiveOptions;

/// <summary>Exposure by strike and the levels of one set of contracts, straight from the specification.</summary>
internal sealed class NaiveLevels
{
    private readonly NaiveChain _chain;
    private readonly NaiveContract[] _contracts;
    private readonly bool _byVolume;
    private readonly double _spot;

    public NaiveLevels(NaiveChain chain, IEnumerable<NaiveContract> contracts, double spot, bool byVolume = false)
    {
        (_chain, _contracts, _spot, _byVolume) = (chain, [.. contracts], spot, byVolume);
        ByStrike =
        [
            .. _contracts
                .GroupBy(c => c.Strike)
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, g.Sum(c => chain.Gex(c, spot, byVolume)), g.Sum(c => Math.Abs(chain.Gex(c, spot, byVolume))))),
        ];
    }

    public IReadOnlyList<(double Strike, double Net, double Gross)> ByStrike { get; }

    public double Net => ByStrike.Sum(s => s.Net);

    public double Gross => ByStrike.Sum(s => s.Gross);

    public double? CallWall => Strongest(s => s.Net);

    public double? PutWall => Strongest(s => -s.Net);

    public double? AbsoluteGamma => Strongest(s => s.Gross);

    public double? CumulativeFlip
    {
        get
        {
            var sums = new List<(double Strike, double Sum)>();
            foreach (var s in ByStrike.Where(s => s.Gross > 1e-12 * Gross))
                sums.Add((s.Strike, s.Net + (sums.Count > 0 ? sums[^1].Sum : 0)));
            return sums.Count == 0
                ? null
                : sums.OrderBy(s => s.Sum).ThenBy(s => Math.Abs(s.Strike - _spot)).ThenBy(s => s.Strike).First().Strike;
        }
    }

    public double NetAt(double spot) => _contracts.Sum(c => _chain.Gex(c, spot, _byVolume));

    public double GrossAt(double spot) => _contracts.Sum(c => Math.Abs(_chain.Gex(c, spot, _byVolume)));

    public IReadOnlyList<double> Crossings()
    {
        var grid = Enumerable.Range(0, 121).Select(i => _spot * (0.85 + (0.0025 * i)));
        var places = grid.Select(p => (Place: p, Net: NetAt(p))).Where(p => p.Net != 0).ToArray();
        var roots = places
            .Zip(places.Skip(1))
            .Where(p => p.First.Net < 0 != p.Second.Net < 0)
            .Select(p => Bisect(p.First.Place, p.Second.Place));
        return [.. roots.Where(root => GrossAt(root) >= 0.05 * Gross)];
    }

    private double Bisect(double low, double high)
    {
        var isNegativeLow = NetAt(low) < 0;
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            if (NetAt(middle) < 0 == isNegativeLow)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    private double? Strongest(Func<(double Strike, double Net, double Gross), double> strength)
    {
        var best = ByStrike
            .Where(s => strength(s) > 0)
            .OrderByDescending(strength)
            .ThenBy(s => Math.Abs(s.Strike - _spot))
            .ThenBy(s => s.Strike)
            .Take(1)
            .ToArray();
        return best.Length == 0 ? null : best[0].Strike;
    }
}
