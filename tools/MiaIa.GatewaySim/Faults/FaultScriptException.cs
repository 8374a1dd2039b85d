namespace MiaIa.GatewaySim.Faults;

/// <summary>A script cannot be read; the message names the place, the text and what was expected.</summary>
public sealed class FaultScriptException : FormatException
{
    /// <summary>No place was named.</summary>
    public FaultScriptException() { }

    /// <summary>Takes a whole message.</summary>
    public FaultScriptException(string message)
        : base(message) { }

    /// <summary>Takes a whole message and what lies behind it.</summary>
    public FaultScriptException(string message, Exception innerException)
        : base(message, innerException) { }
}
