namespace MiaIa.Evidence.Shards;

/// <summary>How the work on a shard ended.</summary>
public enum ShardEnding
{
    /// <summary>Its folder was made now.</summary>
    Made,

    /// <summary>Its folder was there.</summary>
    AlreadyThere,

    /// <summary>A disk, the memory or the machine failed it: trying again may help.</summary>
    TryAgain,

    /// <summary>Its inputs cannot be used, or are not those of the plan: trying again does not help.</summary>
    Failed,
}
