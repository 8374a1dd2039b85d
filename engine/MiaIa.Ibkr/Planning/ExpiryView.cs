namespace MiaIa.Ibkr.Planning;

/// <summary>What the choice of lines needs to know of one live expiry.</summary>
/// <param name="Forward">In points.</param>
/// <param name="Deviation">One at-the-money standard deviation of ln(K/F) at settlement: σ·√T.</param>
/// <param name="Gross">Σ γ·lots, in any one unit.</param>
internal readonly record struct ExpiryView(double Forward, double Deviation, double Gross);
