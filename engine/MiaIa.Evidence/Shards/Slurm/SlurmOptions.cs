namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>How a plan is put before Slurm.</summary>
/// <param name="MinutesATask">How long a task of an array should take at least: shards are put together until they do. 0 = one shard a task.</param>
/// <param name="PollInterval">How often one looks how far it is.</param>
/// <param name="Arguments">Further arguments of sbatch, such as a partition or an account.</param>
public sealed record SlurmOptions(double MinutesATask, TimeSpan PollInterval, IReadOnlyList<string> Arguments)
{
    /// <summary>Tasks of one array: Slurm as it is installed allows 1,001.</summary>
    public const int TasksAnArray = 1000;

    /// <summary>How often what is missing at the end is put before it again.</summary>
    public const int RoundsMax = 3;
}
