using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>Runs a scheduler's own commands.</summary>
public interface ICommandRunner
{
    /// <summary>Runs one to its end.</summary>
    /// <exception cref="EvidenceException">There is no such command here.</exception>
    Task<CommandAnswer> RunAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation);
}
