using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay.Tallies;

/// <summary>Everything that a replay counts of one instrument.</summary>
/// <param name="Instrument">The instrument.</param>
public sealed record InstrumentTally(InstrumentEngine Instrument)
{
    /// <summary>Its evaluations, once a second of market time or as asked for.</summary>
    public ScoreTally Score { get; } = new();

    /// <summary>Its signals.</summary>
    public SignalTally Signals { get; } = new();

    /// <summary>What became of them.</summary>
    public TradeTally Trades { get; } = new();

    /// <summary>Market time from which the next evaluation is due, in ns.</summary>
    internal long NextEvaluation { get; set; }
}
