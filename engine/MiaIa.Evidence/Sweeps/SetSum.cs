namespace MiaIa.Evidence.Sweeps;

/// <summary>What a set did on some days, after costs.</summary>
/// <param name="Trades">How many.</param>
/// <param name="Cents">Of all of them.</param>
/// <param name="WonCents">Of those that earned money.</param>
internal readonly record struct SetSum(long Trades, long Cents, long WonCents)
{
    /// <summary>Of those that lost money, ≥ 0.</summary>
    internal long LostCents => WonCents - Cents;
}
