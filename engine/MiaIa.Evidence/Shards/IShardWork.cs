using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards;

/// <summary>A kind of work that plans are made of: makes a unit from what a plan says of it.</summary>
public interface IShardWork
{
    /// <summary>Its name in a plan.</summary>
    string Kind { get; }

    /// <summary>Makes the unit. Its key comes from the inputs as they are on this machine now, not from the plan.</summary>
    /// <exception cref="EvidenceException">What the plan says cannot be used here.</exception>
    /// <exception cref="IOException">An input cannot be read.</exception>
    IWorkUnit Open(ShardPlan plan, Shard shard);
}
