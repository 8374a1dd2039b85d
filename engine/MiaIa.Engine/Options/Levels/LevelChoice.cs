namespace MiaIa.Engine.Options;

/// <summary>Finds the strongest strike of a ladder. Equally strong: the one nearest to spot, then the lower.</summary>
internal static class LevelChoice
{
    /// <summary>How strong a rung is as a level of this kind; not positive = it cannot be one.</summary>
    public static double Strength(LevelKind kind, double net, double gross) =>
        kind switch
        {
            LevelKind.CallWall => net,
            LevelKind.PutWall => -net,
            _ => gross,
        };

    /// <summary>The strongest rung other than <paramref name="except"/> (−1: none is left out), or −1 when no rung has any strength.</summary>
    public static int Strongest(
        LevelKind kind,
        ReadOnlySpan<double> ladder,
        ReadOnlySpan<double> net,
        ReadOnlySpan<double> gross,
        double spot,
        int except
    )
    {
        var best = -1;
        var strengthMax = 0.0;
        for (var i = 0; i < ladder.Length; i++)
        {
            var strength = Strength(kind, net[i], gross[i]);
            if (i == except || !(strength > 0) || strength < strengthMax)
                continue;
            // The ladder ascends: a later rung that is as strong and as near is the higher one, and does not win.
            if (strength == strengthMax && Math.Abs(ladder[i] - spot) >= Math.Abs(ladder[best] - spot))
                continue;
            (best, strengthMax) = (i, strength);
        }
        return best;
    }
}
