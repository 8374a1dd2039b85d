namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>What a command of the scheduler said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record CommandAnswer(int ExitCode, string Output, string Error);
