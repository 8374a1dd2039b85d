namespace MiaIa.Ibkr.Messages;

/// <summary>The accounts of the login. They are only counted here: they must not reach a log.</summary>
/// <param name="Names">The account numbers.</param>
public sealed record Accounts(IReadOnlyList<string> Names)
{
    /// <summary>Whether one of them is a simulator's: those are called SYNTHETIC… (made-up chains) or SIMULATED… (recorded ones); IBKR's end in digits.</summary>
    public bool IsSimulated =>
        Names.Any(name =>
            name.StartsWith("SYNTHETIC", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("SIMULATED", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>How many, and no number.</summary>
    public override string ToString() => $"{Names.Count} accounts";
}
