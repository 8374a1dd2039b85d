using System.Text.RegularExpressions;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>Reads what Slurm's commands print. What cannot be understood is told with its text, and never taken for "nothing there".</summary>
internal static partial class SlurmText
{
    /// <summary>The format that squeue is asked for: state and reason, of one task a line.</summary>
    public const string QueueFormat = "%T|%r";

    /// <summary>The number of the array that <c>sbatch --parsable</c> has taken: its last line, a number and perhaps a cluster's name.</summary>
    /// <exception cref="EvidenceException">There is none.</exception>
    public static string JobNumber(string output)
    {
        var last = Lines(output).LastOrDefault() ?? "";
        return Job().Match(last) is { Success: true } match
            ? match.Groups[1].Value
            : throw new EvidenceException($"sbatch answered '{output.Trim()}', which is no job's number");
    }

    /// <summary>The tasks that squeue lists.</summary>
    /// <exception cref="EvidenceException">A line is none of a task.</exception>
    public static IReadOnlyList<QueuedTask> Queue(string output) =>
        [
            .. Lines(output)
                .Select(line =>
                    Task().Match(line) is { Success: true } match
                        ? new QueuedTask(match.Groups[1].Value, match.Groups[2].Value)
                        : throw new EvidenceException($"squeue answered '{line}', which is no task")
                ),
        ];

    /// <summary>How many tasks ended how, from <c>sacct --parsable2 --format=State,ExitCode</c>; lines that are none are left out: it only explains.</summary>
    public static string Endings(string output) =>
        string.Join(
            ", ",
            Lines(output)
                .Select(line => Ending().Match(line))
                .Where(match => match.Success && match.Groups[1].Value != "COMPLETED")
                .GroupBy(match => $"{match.Groups[1].Value} with {match.Groups[2].Value}")
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}")
        );

    /// <summary>Numbers as sbatch wants them: <c>0-4,7,9-10</c>.</summary>
    /// <param name="numbers">Ascending.</param>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<string>();
        for (var i = 0; i < numbers.Count; )
        {
            var first = i;
            while (++i < numbers.Count && numbers[i] == numbers[i - 1] + 1) { }
            ranges.Add(i - first == 1 ? $"{numbers[first]}" : $"{numbers[first]}-{numbers[i - 1]}");
        }

        return string.Join(',', ranges);
    }

    private static IEnumerable<string> Lines(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(\d+)(?:;[^;\s]+)?$")]
    private static partial Regex Job();

    [GeneratedRegex(@"^([A-Z_]+)\|(.*)$")]
    private static partial Regex Task();

    [GeneratedRegex(@"^([A-Z_]+)(?: by \d+)?\+?\|(\d+:\d+)$")]
    private static partial Regex Ending();
}
