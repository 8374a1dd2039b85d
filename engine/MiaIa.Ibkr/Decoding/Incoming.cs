namespace MiaIa.Ibkr.Decoding;

/// <summary>The ids of the messages that are read, and their names.</summary>
internal static class Incoming
{
    public const int TickPrice = 1;
    public const int TickSize = 2;
    public const int Error = 4;
    public const int NextValidId = 9;
    public const int ContractDetails = 10;
    public const int ManagedAccounts = 15;
    public const int HistoricalBars = 17;
    public const int OptionComputation = 21;
    public const int TickGeneric = 45;
    public const int TickString = 46;
    public const int CurrentTime = 49;
    public const int ContractDetailsEnd = 52;
    public const int SnapshotEnd = 57;
    public const int LineType = 58;
    public const int OptionParameters = 75;
    public const int OptionParametersEnd = 76;
    public const int LineParameters = 81;
    public const int Reroute = 91;
    public const int HistoricalBarsEnd = 108;

    /// <summary>The name for faults; null for an id that is not read.</summary>
    public static string? NameOf(int id) =>
        id switch
        {
            TickPrice => "tickPrice",
            TickSize => "tickSize",
            Error => "error",
            NextValidId => "nextValidId",
            ContractDetails => "contractData",
            ManagedAccounts => "managedAccounts",
            HistoricalBars => "historicalData",
            OptionComputation => "tickOptionComputation",
            TickGeneric => "tickGeneric",
            TickString => "tickString",
            CurrentTime => "currentTime",
            ContractDetailsEnd => "contractDataEnd",
            SnapshotEnd => "tickSnapshotEnd",
            LineType => "marketDataType",
            OptionParameters => "securityDefinitionOptionParameter",
            OptionParametersEnd => "securityDefinitionOptionParameterEnd",
            LineParameters => "tickReqParams",
            Reroute => "rerouteMktDataReq",
            HistoricalBarsEnd => "historicalDataEnd",
            _ => null,
        };
}
