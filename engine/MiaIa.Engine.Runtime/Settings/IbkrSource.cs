namespace MiaIa.Engine.Runtime.Settings;

/// <summary>What the values of a Gateway are declared as.</summary>
public enum IbkrSource
{
    /// <summary>A real Gateway.</summary>
    Live,

    /// <summary>A simulated Gateway that serves a recorded chain.</summary>
    Replay,

    /// <summary>A simulated Gateway that serves a made-up chain.</summary>
    Synthetic,
}
