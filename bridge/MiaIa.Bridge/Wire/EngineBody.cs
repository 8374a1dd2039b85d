namespace MiaIa.Bridge.Wire;

/// <summary>Bodies of EngineFrame; the numbers are its field numbers. A test holds them against the descriptor.</summary>
internal enum EngineBody
{
    None = 0,
    Welcome = 10,
    Refused = 11,
    Ack = 12,
    ResendRequest = 13,
    HelloRequest = 14,
    Heartbeat = 15,
    Signal = 16,
    Levels = 17,
    State = 18,
    OrderCommand = 19,
    Halt = 20,
    Resume = 21,
    Flatten = 22,
    CancelCommand = 23,
    OrderQuery = 24,
    TradingView = 25,
}
