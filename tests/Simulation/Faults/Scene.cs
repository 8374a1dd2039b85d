namespace Simulation.Faults;

/// <summary>Situations that a run can get into, beside the rows of the table of faults.</summary>
internal enum Scene
{
    TurnFlat,
    TurnAfterFlat,
    TurnInPosition,
    RestartOverTurnInPosition,
    HalfDay,
    FlatByTheClose,
    Live,
    LiveRefused,
    Recalculation,
    Download,
    Replay,
    TapeAway,
    OtherSymbol,
    OtherSimulation,
    SecondEngine,
    HoleInJournal,
    TwoInstruments,
    TwoChartsOfOne,
    Succession,
    OtherInstrumentOpen,
}
