namespace MiaIa.GatewaySim.Markets;

/// <summary>What an instrument is.</summary>
internal enum InstrumentKind
{
    Index,
    Stock,
    Future,
    Option,
}
