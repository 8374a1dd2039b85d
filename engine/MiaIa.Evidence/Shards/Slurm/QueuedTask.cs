namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>A task of an array that Slurm has not done with.</summary>
/// <param name="State">Slurm's word, such as PENDING, RUNNING or COMPLETING.</param>
/// <param name="Reason">Why it waits, in Slurm's words.</param>
internal sealed record QueuedTask(string State, string Reason)
{
    // Whoever waits for these waits for a person.
    private static readonly string[] ForEver = ["held", "BadConstraints", "DependencyNeverSatisfied"];

    /// <summary>Whether it will not begin before somebody does something about it.</summary>
    public bool IsStuck => State == "PENDING" && Array.Exists(ForEver, word => Reason.Contains(word, StringComparison.OrdinalIgnoreCase));
}
