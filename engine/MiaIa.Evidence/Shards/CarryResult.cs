namespace MiaIa.Evidence.Shards;

/// <summary>How a plan stands when its carrier has nothing more to do.</summary>
/// <param name="Total">Shards of the plan.</param>
/// <param name="NotDone">Those that are not done, with the reason, in the plan's order.</param>
/// <param name="IsElsewhere">True when others are to do what is not done, and this program has only said how.</param>
/// <param name="Notes">What the user should know or do, a line each.</param>
public sealed record CarryResult(int Total, IReadOnlyList<ShardResult> NotDone, bool IsElsewhere, IReadOnlyList<string> Notes)
{
    /// <summary>Whether every unit is there.</summary>
    public bool IsWhole => NotDone.Count == 0;
}
