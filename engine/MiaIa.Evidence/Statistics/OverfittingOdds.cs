namespace MiaIa.Evidence.Statistics;

/// <summary>
/// The probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu 2017): the days
/// are cut into blocks, each half of the blocks chooses its best set, and the other half says where that set stands among all.
/// </summary>
/// <param name="Probability">The share of the choices that stood at the median or below in the other half; about 0.5 for noise.</param>
/// <param name="Blocks">Into which the days were cut, even.</param>
/// <param name="Logits">ln(ω/(1 − ω)) with ω = rank/(N + 1) of each choice, in the order of the combinations.</param>
public sealed record OverfittingOdds(double Probability, int Blocks, IReadOnlyList<double> Logits)
{
    /// <summary>Blocks at most: 12,870 combinations.</summary>
    public const int BlocksMax = 16;

    private const double EqualWithin = 1e-11;

    /// <summary>Works it out.</summary>
    /// <param name="trials">The profit of each day of each set, all of one length.</param>
    /// <param name="blocks">Even, 2 … 16, and at most the days.</param>
    /// <returns>Null where there is nothing to choose from: fewer than two sets, or fewer days than twice the blocks.</returns>
    public static OverfittingOdds? Of(IReadOnlyList<double[]> trials, int blocks = BlocksMax)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (blocks is < 2 or > BlocksMax || blocks % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"blocks are even and 2 to {BlocksMax}");
        var days = trials.Count == 0 ? 0 : trials[0].Length;
        if (trials.Count < 2 || days < 2 * blocks)
            return null;
        var sums = BlockSums.Of(trials, blocks);
        var (inside, outside) = (new double[trials.Count], new double[trials.Count]);
        var logits = new List<double>();
        var all = (1 << blocks) - 1;
        foreach (var chosen in Halves(blocks))
        {
            sums.Sharpe(chosen, inside);
            sums.Sharpe(all & ~chosen, outside);
            logits.Add(Logit(outside, Best(inside)));
        }

        return new((double)logits.Count(logit => logit <= 0) / logits.Count, blocks, logits);
    }

    // The first of the best: the order of the plan decides, as it does for whoever reads the table from the top.
    private static int Best(double[] ratios)
    {
        var best = 0;
        for (var i = 1; i < ratios.Length; i++)
        {
            if (Order(ratios[i], ratios[best]) > 0)
                best = i;
        }

        return best;
    }

    // Ranks from 1 for the worst; equal ones share the middle of their places.
    private static double Logit(double[] ratios, int which)
    {
        var (below, equal) = (0, 0);
        foreach (var ratio in ratios)
        {
            var order = Order(ratio, ratios[which]);
            below += order < 0 ? 1 : 0;
            equal += order == 0 ? 1 : 0;
        }

        var share = (below + ((equal + 1) / 2.0)) / (ratios.Length + 1);
        return Math.Log(share / (1 - share));
    }

    // Sets that earn the same, or each day twice as much, have one ratio; the last digits of sums must not rank them.
    private static int Order(double one, double other) =>
        Math.Abs(one - other) <= EqualWithin * Math.Max(1, Math.Max(Math.Abs(one), Math.Abs(other))) ? 0 : one.CompareTo(other);

    // Every choice of half of the blocks as bits, in the order 01, 02, 03, 12, 13, 23.
    private static IEnumerable<int> Halves(int blocks)
    {
        var places = Enumerable.Range(0, blocks / 2).ToArray();
        while (true)
        {
            yield return places.Aggregate(0, (bits, place) => bits | (1 << place));
            var last = places.Length - 1;
            while (last >= 0 && places[last] == blocks - places.Length + last)
                last--;
            if (last < 0)
                yield break;
            places[last]++;
            for (var i = last + 1; i < places.Length; i++)
                places[i] = places[i - 1] + 1;
        }
    }
}
