namespace MiaIa.GatewaySim.Sessions;

/// <summary>The ids of the messages that clients send.</summary>
internal static class RequestIds
{
    public const int OpenLine = 1;
    public const int CloseLine = 2;
    public const int PlaceOrder = 3;
    public const int CancelOrder = 4;
    public const int NextId = 8;
    public const int ContractDetails = 9;
    public const int LogLevel = 14;
    public const int Accounts = 17;
    public const int Bars = 20;
    public const int CancelBars = 25;
    public const int CurrentTime = 49;
    public const int LineType = 59;
    public const int StartApi = 71;
    public const int OptionParameters = 78;
    public const int TickByTick = 97;
    public const int CancelTickByTick = 98;
}
