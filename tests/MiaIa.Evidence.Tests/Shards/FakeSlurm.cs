using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Slurm;
using MiaIa.Evidence.Tests.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Slurm's commands without Slurm: takes arrays, does a task at each look of squeue, and fails where a test wants it to.</summary>
internal sealed partial class FakeSlurm(PlanFolder folder, MadeUpWork work) : ICommandRunner
{
    private readonly Queue<(int Task, int Group)> _queue = new();

    /// <summary>The arrays that were taken: their range, and the number that is added to it.</summary>
    public List<string> Arrays { get; } = [];

    /// <summary>Every argument of each sbatch.</summary>
    public List<IReadOnlyList<string>> Submitted { get; } = [];

    /// <summary>Whether a task is lost with its node the first time it runs.</summary>
    public Func<int, bool> IsLost { get; set; } = _ => false;

    /// <summary>What sbatch refuses with, for its Nth call, from 0; null = it takes it.</summary>
    public Func<int, string?> Refuses { get; set; } = _ => null;

    /// <summary>What squeue answers instead, for its Nth call, from 0; null = the queue.</summary>
    public Func<int, CommandAnswer?> Looks { get; set; } = _ => null;

    private int _sbatches;
    private int _squeues;

    /// <summary>Puts a task in, as an earlier start did.</summary>
    public void Enqueue(int task, int group) => _queue.Enqueue((task, group));

    public Task<CommandAnswer> RunAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Task.FromResult(
            command switch
            {
                "sbatch" => Sbatch(arguments),
                "squeue" => Squeue(arguments),
                _ => new CommandAnswer(1, "", "Slurm accounting storage is disabled"),
            }
        );

    private CommandAnswer Sbatch(IReadOnlyList<string> arguments)
    {
        if (Refuses(_sbatches++) is { } refused)
            return new CommandAnswer(1, "", refused);
        Submitted.Add(arguments);
        var script = File.ReadAllText(arguments[^1]);
        var (first, group) = (Number(First().Match(script)), Number(Group().Match(script)));
        var range = arguments.Single(argument => argument.StartsWith("--array=", StringComparison.Ordinal))["--array=".Length..];
        Arrays.Add($"{range}+{first}");
        foreach (var part in range.Split(','))
        {
            var ends = part.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            for (var task = ends[0]; task <= ends[^1]; task++)
                _queue.Enqueue((first + task, group));
        }

        return new CommandAnswer(0, $"{_sbatches}\n", "");
    }

    private CommandAnswer Squeue(IReadOnlyList<string> arguments)
    {
        Assert.That(arguments, Does.Contain($"--name={folder.JobName}"));
        if (Looks(_squeues++) is { } answer)
            return answer;
        var text = string.Concat(_queue.Select(_ => "PENDING|Resources\n"));
        if (_queue.TryDequeue(out var next) && !IsLost(next.Task))
        {
            for (var shard = next.Task * next.Group; shard < Math.Min(folder.Plan.Shards.Count, (next.Task + 1) * next.Group); shard++)
                new ShardRun(folder, [work]).Run(shard, NoProgress.Instance, CancellationToken.None);
        }

        return new CommandAnswer(0, text, "");
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("'--first' '(\\d+)'")]
    private static partial Regex First();

    [GeneratedRegex("'--group' '(\\d+)'")]
    private static partial Regex Group();
}
