using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>The arrays of one plan in Slurm's queue.</summary>
internal sealed class SlurmQueue(PlanFolder folder, ProgramLine program, SlurmOptions options, ICommandRunner runner)
{
    // A controller that restarts is away for a minute or two.
    private const int SilencesMax = 60;

    // One that never answered has no configuration, or is not there: waiting is of no use.
    private const int FirstSilencesMax = 6;

    private int _silences;
    private bool _hasAnswered;

    /// <summary>What its jobs are called.</summary>
    public string Name { get; } = folder.JobName;

    /// <summary>What squeue said where it did not answer the last time; empty where it did.</summary>
    public string Silence { get; private set; } = "";

    /// <summary>Puts tasks before Slurm, in arrays; where it takes no more for now, the rest is kept for the next call.</summary>
    /// <param name="tasks">Their numbers, ascending; those that were taken are removed.</param>
    /// <param name="group">Shards a task.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What Slurm said where it took no more; empty otherwise.</returns>
    public async Task<string> SubmitAsync(List<int> tasks, int group, CancellationToken cancellation)
    {
        while (tasks.Count > 0)
        {
            var first = tasks[0] / SlurmOptions.TasksAnArray * SlurmOptions.TasksAnArray;
            var array = tasks.TakeWhile(task => task < first + SlurmOptions.TasksAnArray).Select(task => task - first).ToArray();
            var logs = Path.Combine(SlurmScript.LogFolder(folder), $"%A_%a-from-{first}.log");
            string[] arguments =
            [
                "--parsable",
                "--requeue",
                $"--job-name={Name}",
                "--open-mode=append",
                $"--output={logs}",
                $"--array={SlurmText.Ranges(array)}",
                "--ntasks=1",
                .. options.Arguments,
                SlurmScript.Write(folder, program, first, group),
            ];
            var answer = await runner.RunAsync("sbatch", arguments, cancellation);
            if (answer.ExitCode != 0)
                return answer.Error.Trim() is { Length: > 0 } said ? said : $"sbatch ended with exit code {answer.ExitCode}";
            SlurmText.JobNumber(answer.Output);
            tasks.RemoveRange(0, array.Length);
        }

        return "";
    }

    /// <summary>The tasks that are not done with.</summary>
    /// <returns>Null where Slurm did not answer this time.</returns>
    /// <exception cref="EvidenceException">It has not answered for long.</exception>
    public async Task<IReadOnlyList<QueuedTask>?> LookAsync(CancellationToken cancellation)
    {
        var answer = await runner.RunAsync(
            "squeue",
            ["--noheader", "--array", "--me", $"--name={Name}", $"--format={SlurmText.QueueFormat}"],
            cancellation
        );
        if (answer.ExitCode == 0)
        {
            (_silences, _hasAnswered) = (0, true);
            Silence = "";
            return SlurmText.Queue(answer.Output);
        }

        Silence = answer.Error.Trim() is { Length: > 0 } said ? said : $"squeue ended with exit code {answer.ExitCode}";
        var most = _hasAnswered ? SilencesMax : FirstSilencesMax;
        if (++_silences < most)
            return null;
        throw new EvidenceException(
            $"Slurm did not answer {most} times: {Silence}; {(_hasAnswered ? "its jobs stay: start again to wait for them" : "is it set up on this machine?")}"
        );
    }

    /// <summary>How tasks ended that did not end well, where Slurm keeps accounts; empty otherwise.</summary>
    public async Task<string> EndingsAsync(CancellationToken cancellation)
    {
        var answer = await runner.RunAsync(
            "sacct",
            ["--noheader", "--parsable2", "--allocations", $"--name={Name}", "--format=State,ExitCode"],
            cancellation
        );
        return answer.ExitCode == 0 ? SlurmText.Endings(answer.Output) : "";
    }
}
