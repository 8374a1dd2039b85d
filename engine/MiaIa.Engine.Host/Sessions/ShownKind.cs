namespace MiaIa.Engine.Host.Sessions;

/// <summary>What is only shown: the newest of a kind replaces the one that still waits.</summary>
internal enum ShownKind
{
    /// <summary>Everything up to a counter is safe: the newest says it for all.</summary>
    Ack,

    /// <summary>The score.</summary>
    State,

    /// <summary>The drawn levels, all of them.</summary>
    Levels,

    /// <summary>State, mode, position and profit.</summary>
    Trading,
}
