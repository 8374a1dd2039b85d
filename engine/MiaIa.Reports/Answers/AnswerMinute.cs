namespace MiaIa.Reports.Answers;

/// <summary>
/// How long a minute's answers took: from the beginning of the study's call that saw the market to what the engine made of it, signals
/// included, handed over to the study's stream.
/// </summary>
/// <param name="MomentUnixNs">The minute's end, by the market's time where an old session is played.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Answers">How many: one a drain of the stream, timed by its newest frame.</param>
/// <param name="MeanMillis">Of all of them.</param>
/// <param name="P99Millis">All but one in a hundred took at most this (nearest rank).</param>
/// <param name="LongestMillis">The longest.</param>
public sealed record AnswerMinute(
    long MomentUnixNs,
    string Instrument,
    long Answers,
    double MeanMillis,
    double P99Millis,
    double LongestMillis
);
