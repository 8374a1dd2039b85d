namespace Simulation.Faults;

/// <summary>Rows of the table of faults that a simulation can reach; the number is the row's. The rest have tests of their own, elsewhere.</summary>
internal enum FaultRow
{
    R01_BridgeDies = 1,
    R02_FrozenPeer = 2,
    R04_StudyReloaded = 4,
    R05_HistoryAgain = 5,
    R10_ClockStep = 10,
    R17_OtherStateThanMode = 17,
    R27_CommandTwice = 27,
    R28_AckLost = 28,
    R29_PartialFill = 29,
    R30_FillBeforeAckOrAfterCancel = 30,
    R31_MismatchOrManualTrade = 31,
    R32_EngineCrashInPosition = 32,
    R33_StopRejected = 33,
    R34_DailyLoss = 34,
    R35_TradeOrContractTooMany = 35,
    R36_Runaway = 36,
    R37_OutsideCollarOrStale = 37,
    R38_Kill = 38,
    R39_FlattenRejected = 39,
    R40_DisconnectWithWorkingEntry = 40,
    R41_CommandLate = 41,
    R42_FlatByClose = 42,
    R45_Killed = 45,
    R46_TornTail = 46,
    R47_DiskFullOrSlow = 47,
    R51_TwoEngines = 51,
    R63_OldTape = 63,
    R66_LatchOnFullDisk = 66,
}
