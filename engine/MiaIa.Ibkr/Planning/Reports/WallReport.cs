namespace MiaIa.Ibkr.Planning;

/// <summary>What a level rests on.</summary>
/// <param name="Name">Which level.</param>
/// <param name="Strike">In points.</param>
/// <param name="OwnShare">Share of its exposure in contracts with a fresh volatility of their own, 0 … 1: the rest is drawn from other strikes.</param>
/// <param name="RunnerUp">Strength of the strongest other strike over its own; above 0.9 it is no clear level.</param>
public sealed record WallReport(string Name, double Strike, double OwnShare, double RunnerUp)
{
    /// <summary>Name, strike, share and runner-up.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Name} {Strike:F0} ({OwnShare:P0} own volatility, runner-up {RunnerUp:F2})"
        );
}
