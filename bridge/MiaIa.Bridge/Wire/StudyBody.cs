namespace MiaIa.Bridge.Wire;

/// <summary>Bodies of StudyFrame; the numbers are its field numbers. A test holds them against the descriptor.</summary>
internal enum StudyBody
{
    None = 0,
    Hello = 10,
    Heartbeat = 11,
    Goodbye = 12,
    Trades = 13,
    Depth = 14,
    BarClose = 15,
    Pattern = 16,
    StudyValues = 17,
    OrderReport = 18,
    PositionReport = 19,
    Gap = 20,
    CommandAck = 21,
    FillReport = 22,
    OrderSnapshot = 23,
    StudySwitch = 24,
}
