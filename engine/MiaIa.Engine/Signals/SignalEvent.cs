namespace MiaIa.Engine.Signals;

/// <summary>What happened to a signal. The numbers are those of the wire schema.</summary>
public enum SignalEvent : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A new signal.</summary>
    Born = 1,

    /// <summary>A higher tier has held.</summary>
    Raised = 2,

    /// <summary>A lower tier holds now.</summary>
    Demoted = 3,

    /// <summary>The signal is over.</summary>
    Ended = 4,
}
