namespace MiaIa.Ibkr.Messages;

/// <summary>One bar of the past.</summary>
/// <param name="Date"><c>yyyyMMdd</c> for days, else with time and perhaps zone.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest price.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="Close">The last price.</param>
/// <param name="Volume">Contracts or shares; null where there is none (−1 on the wire).</param>
/// <param name="WeightedAverage">The volume-weighted price; null where there is none.</param>
/// <param name="Trades">How many trades; null where there is no count.</param>
public readonly record struct Bar(
    string Date,
    double Open,
    double High,
    double Low,
    double Close,
    decimal? Volume,
    double? WeightedAverage,
    int? Trades
);
