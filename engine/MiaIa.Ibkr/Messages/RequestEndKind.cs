namespace MiaIa.Ibkr.Messages;

/// <summary>Which request has ended.</summary>
public enum RequestEndKind
{
    /// <summary>A snapshot line; its line is free again.</summary>
    Snapshot,

    /// <summary>Contract details.</summary>
    ContractDetails,

    /// <summary>Option parameters.</summary>
    OptionParameters,
}
