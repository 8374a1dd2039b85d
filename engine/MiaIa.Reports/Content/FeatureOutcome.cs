using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Content;

/// <summary>How trades ended by what one feature said when their signal was born.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="With">Win rate where its reading pointed the trade's way.</param>
/// <param name="WithCents">Profit of these.</param>
/// <param name="Against">Win rate where it pointed the other way.</param>
/// <param name="AgainstCents">Profit of these.</param>
/// <param name="Silent">Trades at whose birth it said 0.</param>
/// <param name="NotReady">Trades at whose birth it had no value, or that came of no signal.</param>
/// <param name="Correlation">Of the reading in the trade's direction with the profit of a contract.</param>
public sealed record FeatureOutcome(
    string Feature,
    Rate With,
    long WithCents,
    Rate Against,
    long AgainstCents,
    long Silent,
    long NotReady,
    Estimate Correlation
);
