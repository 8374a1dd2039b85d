namespace MiaIa.Ibkr.Connection;

/// <summary>Why a session is over.</summary>
/// <param name="Cause">For code.</param>
/// <param name="Text">For a user: what happened and, where it is known, what helps.</param>
public sealed record SessionEnd(SessionEndCause Cause, string Text)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
