namespace MiaIa.Evidence.Shards;

/// <summary>How the work on a shard ended, and why.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Ending">How.</param>
/// <param name="Message">Why it is not done; empty where it is.</param>
public sealed record ShardResult(string Unit, ShardEnding Ending, string Message = "")
{
    /// <summary>Whether its folder is there.</summary>
    public bool IsDone => Ending is ShardEnding.Made or ShardEnding.AlreadyThere;
}
