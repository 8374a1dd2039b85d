namespace MiaIa.Bridge.Sessions;

/// <summary>How far a study has come with the engine.</summary>
internal enum AttachPhase
{
    /// <summary>No call to the engine is open, or none is wanted (a reader).</summary>
    Detached,

    /// <summary>Hello went up; Welcome or Refused is awaited.</summary>
    HelloSent,

    /// <summary>Frames flow.</summary>
    Attached,

    /// <summary>The engine, or the bridge, does not want this study; only a new Hello changes that.</summary>
    Refused,
}
