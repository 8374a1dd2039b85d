namespace MiaIa.Evidence.Work;

/// <summary>How a unit's folder came to be there.</summary>
public enum UnitOutcome
{
    /// <summary>It was made now.</summary>
    Made,

    /// <summary>It had been made before, or somebody else made the same bytes meanwhile.</summary>
    AlreadyThere,
}
