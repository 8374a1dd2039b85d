namespace MiaIa.Evidence.Statistics;

/// <summary>Days, their sum and the sum of their squares in each block of each set: enough for the Sharpe ratio of any choice of blocks.</summary>
internal sealed class BlockSums
{
    private readonly int _blocks;
    private readonly int[] _days;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _means;

    private BlockSums(int blocks, int sets)
    {
        _blocks = blocks;
        _days = new int[blocks];
        _sums = new double[blocks * sets];
        _squares = new double[blocks * sets];
        _means = new double[sets];
    }

    internal static BlockSums Of(IReadOnlyList<double[]> trials, int blocks)
    {
        var made = new BlockSums(blocks, trials.Count);
        var days = trials[0].Length;
        for (var block = 0; block < blocks; block++)
            made._days[block] = End(block) - End(block - 1);
        for (var set = 0; set < trials.Count; set++)
        {
            // Once: a list may make them when it is asked.
            var trial = trials[set];
            if (trial.Length != days)
                throw new ArgumentException($"set {set} has {trial.Length} days, the first has {days}", nameof(trials));
            // Off their own mean, so that the squares lose no digits where days are alike and large.
            var mean = made._means[set] = trial.Average();
            for (var block = 0; block < blocks; block++)
            {
                for (var day = End(block - 1); day < End(block); day++)
                {
                    made._sums[(set * blocks) + block] += trial[day];
                    made._squares[(set * blocks) + block] += (trial[day] - mean) * (trial[day] - mean);
                }
            }
        }

        return made;

        // Blocks of one length, or longer by one day where the days do not divide.
        int End(int block) => (int)((long)(block + 1) * days / blocks);
    }

    /// <summary>The ratio of each set over the chosen blocks, ddof 1; 0 where a set's days are all the same.</summary>
    internal void Sharpe(int chosen, double[] ratios)
    {
        var count = 0;
        for (var block = 0; block < _blocks; block++)
            count += ((chosen >> block) & 1) * _days[block];
        for (var set = 0; set < ratios.Length; set++)
        {
            double sum = 0,
                squares = 0;
            for (var block = 0; block < _blocks; block++)
            {
                if (((chosen >> block) & 1) == 0)
                    continue;
                sum += _sums[(set * _blocks) + block];
                squares += _squares[(set * _blocks) + block];
            }

            var mean = sum / count;
            var away = mean - _means[set];
            var variance = (squares - (count * away * away)) / (count - 1);
            ratios[set] = variance > 1e-12 * mean * mean ? mean / Math.Sqrt(variance) : 0;
        }
    }
}
