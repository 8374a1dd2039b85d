namespace MiaIa.Engine.Runtime.Sessions;

/// <summary>Where a frame stands in the order of its epoch.</summary>
public enum FramePlace
{
    /// <summary>The one that is expected, or one outside the order: it is taken.</summary>
    Next,

    /// <summary>Taken before: it is dropped, counted and acknowledged again.</summary>
    Duplicate,

    /// <summary>One before it is missing: it is dropped, and the study is asked to send again from the missing one.</summary>
    Later,

    /// <summary>A gap beyond what the study's Hello named: it is dropped, and the study is asked for Hello.</summary>
    Unannounced,
}
