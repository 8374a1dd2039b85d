namespace MiaIa.Evidence.Statistics;

/// <summary>
/// How many independent trials a number of correlated ones are worth: ρ + (1 − ρ)·M with the mean correlation ρ of their days (Bailey and López de
/// Prado 2014). A hundred copies of one setting are one trial.
/// </summary>
public static class EffectiveTrials
{
    /// <summary>Counts them.</summary>
    /// <param name="trials">The profit of each day of each trial, all of one length. Trials that never differ from their mean count as nothing.</param>
    /// <returns>From 1 to the number of trials; with fewer than two days that number, for nothing is known of them.</returns>
    public static double Count(IReadOnlyList<double[]> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var days = trials.Count == 0 ? 0 : trials[0].Length;
        if (days < 2)
            return Math.Max(1, trials.Count);
        var sums = new double[days];
        var alive = 0;
        foreach (var trial in trials)
        {
            if (trial.Length != days)
                throw new ArgumentException($"a trial has {trial.Length} days, the first has {days}", nameof(trials));
            alive += AddScaled(trial, sums) ? 1 : 0;
        }

        if (alive < 2)
            return 1;
        // Σ over all pairs of ρ is the squared length of the sum of unit vectors, less the M ones of each with itself.
        var squares = 0.0;
        foreach (var sum in sums)
            squares += sum * sum;
        var mean = Math.Clamp((squares - alive) / ((double)alive * (alive - 1)), 0, 1);
        return Math.Max(1, mean + ((1 - mean) * alive));
    }

    private static bool AddScaled(double[] trial, double[] sums)
    {
        double mean = 0,
            squares = 0;
        foreach (var day in trial)
            mean += day / trial.Length;
        foreach (var day in trial)
            squares += (day - mean) * (day - mean);
        if (squares == 0)
            return false;
        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < trial.Length; i++)
            sums[i] += (trial[i] - mean) * scale;
        return true;
    }
}
