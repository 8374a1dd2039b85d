namespace MiaIa.Hosting.Credentials;

/// <summary>What a caller may do; each role has a token of its own.</summary>
public enum AccessRole
{
    /// <summary>Read: state, signals, health.</summary>
    Watch,

    /// <summary>Everything: also publish market events, halt, resume and flatten.</summary>
    Operate,
}
