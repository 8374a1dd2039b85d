using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Recordings;

namespace MiaIa.Evidence.Backtest;

/// <summary>What is gathered from days that were played.</summary>
/// <param name="From">The first trading day that was asked for.</param>
/// <param name="To">The last one.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Options">By which the days were decided.</param>
/// <param name="Folders">A folder for each day that was played, by date.</param>
/// <param name="NotPlayed">Days of the time asked for that were recorded and not played, each with the reason.</param>
public sealed record BacktestRequest(
    DateOnly From,
    DateOnly To,
    string Instrument,
    EngineOptions Options,
    IReadOnlyList<string> Folders,
    IReadOnlyList<NotPlayedDay> NotPlayed
)
{
    /// <summary>What the index says of the days; a day that is not among them counts as a fragment.</summary>
    public IReadOnlyList<RecordedDay> Recorded { get; init; } = [];
}

/// <summary>A trading day without results.</summary>
/// <param name="Date">yyyy-MM-dd; empty of a file that cannot be read: nobody knows its days.</param>
/// <param name="Contract">The one that was wanted.</param>
/// <param name="Why">In words.</param>
public sealed record NotPlayedDay(string Date, string Contract, string Why);
