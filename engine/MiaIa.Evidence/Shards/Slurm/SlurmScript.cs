using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>What a task of an array runs: this program, with the number of the task.</summary>
internal static class SlurmScript
{
    /// <summary>Writes the script of one array.</summary>
    /// <param name="folder">The plan.</param>
    /// <param name="program">This program, at the same place on every node.</param>
    /// <param name="first">Number of the task that Slurm calls 0.</param>
    /// <param name="group">Shards a task.</param>
    /// <returns>Its path.</returns>
    public static string Write(PlanFolder folder, ProgramLine program, int first, int group)
    {
        string[] command =
        [
            program.File,
            .. program.Arguments,
            "shard",
            folder.PlanPath,
            "--index-from",
            "SLURM_ARRAY_TASK_ID",
            "--first",
            $"{first}",
            "--group",
            $"{group}",
        ];
        var path = Path.Combine(LogFolder(folder), $"tasks-from-{first}.sh");
        AtomicFile.Write(
            path,
            $"#!/bin/sh\n# The exit code tells whether another try may help: 1 yes, 2 no.\nexec {string.Join(' ', command.Select(Quoted))}\n"
        );
        return path;
    }

    /// <summary>Where scripts and what tasks say are kept.</summary>
    public static string LogFolder(PlanFolder folder) => Path.Combine(folder.Folder, "slurm");

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
