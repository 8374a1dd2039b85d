namespace MiaIa.Cli.Doctor;

/// <summary>How one thing stands.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Nobody can tell from here, or not yet.</summary>
    NotKnown,

    /// <summary>One can trade, and should know.</summary>
    Warn,

    /// <summary>One should not trade.</summary>
    Fail,
}
