namespace MiaIa.Ibkr.Messages;

/// <summary>The accounts of the login. They are only counted here: they must not reach a log.</summary>
/// <param name="Names">The account numbers.</param>
public sealed record Accounts(IReadOnlyList<string> Names)
{
    /// <summary>How many, and no number.</summary>
    public override string ToString() => $"{Names.Count} accounts";
}
