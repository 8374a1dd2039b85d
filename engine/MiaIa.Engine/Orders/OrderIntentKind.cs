namespace MiaIa.Engine.Orders;

/// <summary>What an <see cref="OrderIntent"/> asks for.</summary>
public enum OrderIntentKind : byte
{
    /// <summary>An entry with attached stop and target.</summary>
    Enter = 1,

    /// <summary>An unfilled entry is no longer wanted.</summary>
    CancelEntry = 2,

    /// <summary>Everything of ours is cancelled and closed; retried until flat.</summary>
    Flatten = 3,

    /// <summary>Sierra is asked for all it knows.</summary>
    Query = 4,
}
