namespace MiaIa.Evidence.Sweeps.Surrogates;

/// <summary>How signals are robbed of what they may know.</summary>
public enum SurrogateKind
{
    /// <summary>A coin decides each signal's side.</summary>
    Signs,

    /// <summary>Signals of one day meet the prices of another, at the same time of day.</summary>
    Days,

    /// <summary>The minutes of each day in another order.</summary>
    Minutes,
}
