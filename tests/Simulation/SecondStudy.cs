using MiaIa.Engine.Pipeline;

namespace Simulation;

/// <summary>
/// In one run of five a second study trades the same account, and the market jumps now and then. Drawn from a source of its own, so that all other
/// runs are what they would be if there were none.
/// </summary>
internal sealed record SecondStudy
{
    private const int CeilingMax = 6;

    internal static SecondStudy None { get; } = new();

    /// <summary>Whether there is one, and on which chart.</summary>
    internal SecondChart Chart { get; init; }

    /// <summary>Contracts, of engine and study.</summary>
    internal int Ceiling { get; init; }

    internal int StopTicks { get; init; }

    internal int TargetTicks { get; init; }

    /// <summary>Chance a second that a market jumps.</summary>
    internal double Jump { get; init; }

    public override string ToString() => $"second study on {Chart}, jumps {Jump:F3}";

    internal static SecondStudy Draw(Random random) =>
        random.Next(5) != 0
            ? None
            : new()
            {
                Chart = random.Next(3) == 0 ? SecondChart.SameInstrument : SecondChart.OtherInstrument,
                Ceiling = random.Next(2, CeilingMax),
                StopTicks = random.Next(3, 9),
                TargetTicks = random.Next(3, 12),
                Jump = 0.02 + (random.NextDouble() * 0.06),
            };

    /// <summary>The engine's second instrument: the micro contract, with what was drawn for the first one where nothing else is said.</summary>
    internal InstrumentOptions Beside(InstrumentOptions first) =>
        InstrumentOptions.Mes with
        {
            Confluence = first.Confluence,
            Signals = first.Signals with
            {
                BaseContracts = Math.Max(1, Ceiling - 1),
                CeilingContracts = Ceiling,
                StopTicks = StopTicks,
                TargetTicks = TargetTicks,
            },
            Trading = InstrumentOptions.Mes.Trading with { Mode = first.Trading.Mode, Risk = first.Trading.Risk },
        };
}

/// <summary>Which chart the second study is on.</summary>
internal enum SecondChart
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The micro contract's: both trade, and the account takes one position at a time.</summary>
    OtherInstrument,

    /// <summary>One of the same contract: one of both has the lease, the other one reads until it is free.</summary>
    SameInstrument,
}
