namespace MiaIa.Alerts.Facts;

/// <summary>The value of an index.</summary>
/// <param name="Name">Such as <c>SPX</c>.</param>
/// <param name="Points">Its newest value; 0 = none came.</param>
/// <param name="AgeSeconds">How old that is by market time.</param>
/// <param name="Condition">What its feed says of itself: unknown, up, down, delayed, frozen.</param>
public sealed record IndexFacts(string Name, double Points, double AgeSeconds, string Condition);

/// <summary>A feature.</summary>
/// <param name="Name">Such as <c>volume_confirmation</c>.</param>
/// <param name="IsValid">Whether its value counts.</param>
/// <param name="Value">−1 … +1.</param>
/// <param name="Reason">Why it does not count.</param>
/// <param name="History">How much history it says it waits for; zero when it waits for none.</param>
/// <param name="Arrived">
/// The share, 0 … 1, of what it says it waits for that has come; not a number when that does not come bit by bit.
/// </param>
public sealed record FeatureFacts(
    string Name,
    bool IsValid,
    double Value,
    string Reason,
    TimeSpan History = default,
    double Arrived = double.NaN
);

/// <summary>A gate.</summary>
/// <param name="Name">Such as <c>coverage</c> or <c>DAILY_LOSS</c>.</param>
/// <param name="Judged">Signals that it was asked about.</param>
/// <param name="Refused">… and refused.</param>
/// <param name="Verdict">inert, strangling, unwired or empty.</param>
public sealed record GateFacts(string Name, long Judged, long Refused, string Verdict);

/// <summary>A signal of the highest tier.</summary>
/// <param name="SignalId">Its id.</param>
/// <param name="Direction">LONG or SHORT.</param>
/// <param name="Score">C at its newest event.</param>
/// <param name="PricePoints">The last price at its birth.</param>
public sealed record PremiumFacts(ulong SignalId, string Direction, double Score, double PricePoints);
