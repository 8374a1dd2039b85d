using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia shard</c>: one piece of a plan, for a scheduler that knows how to run a command many times.</summary>
internal sealed class ShardCommand
{
    private const string Doc = """
        Do one piece of a plan. Any number of machines may do the same one, also at once: it is made whole or not at all.

        Exit codes: 0 it is there; 1 something failed that may pass, so another try may help; 2 it cannot be done from these inputs.

        Examples:
          miaia shard out/plan.json 0
          miaia shard out/plan.json --index-from SLURM_ARRAY_TASK_ID --first 1000 --group 12
          miaia shard out/plan.json --index-from JOB_COMPLETION_INDEX
        """;

    private readonly Argument<FileInfo> _plan = new("plan") { Description = "The plan's file." };
    private readonly Argument<int?> _index = new("n")
    {
        Description = "Number of the task, the first is 0.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"'{result.Tokens[0].Value}' is no number of a task: the first is 0");
            return null;
        },
    };
    private readonly Option<string?> _from = new("--index-from") { Description = "Take the number from this variable of the environment." };
    private readonly Option<int> _first = Arguments.Number(
        "--first",
        "Added to the number: the task that the scheduler calls 0",
        0,
        0,
        100_000_000
    );
    private readonly Option<int> _group = Arguments.Number(
        "--group",
        "Shards a task: task N does shards N x group and those after it",
        1,
        1,
        1_000_000
    );
    private readonly Option<bool> _worker = new("--worker")
    {
        Description = "Take numbers from the standard input and end with it.",
        Hidden = true,
    };
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public static Command Create()
    {
        var shard = new ShardCommand();
        var command = new Command("shard", Doc)
        {
            shard._plan,
            shard._index,
            shard._from,
            shard._first,
            shard._group,
            shard._worker,
            shard._json,
        };
        command.AddRule(shard.Validate);
        command.SetAction(
            (parsed, cancellation) =>
                EvidenceEnding.OfAsync(
                    parsed,
                    "Stopped before it was done; nothing half done is left behind.",
                    () => shard.RunAsync(parsed, cancellation)
                )
        );
        return command;
    }

    private void Validate(CommandResult result)
    {
        var given =
            (result.GetValue(_index) is null ? 0 : 1) + (result.GetValue(_from) is null ? 0 : 1) + (result.GetValue(_worker) ? 1 : 0);
        if (given != 1)
            result.AddError("say which: a number, or --index-from with a variable's name");
        if (result.GetValue(_worker) && result.GetValue(_json))
            result.AddError("--worker answers the program that has started it, and knows no --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var run = new ShardRun(PlanFolder.Open(parsed.GetRequiredValue(_plan).FullName), KnownWork.All);
        if (parsed.GetValue(_worker))
        {
            await new WorkerProgram(run, Console.In, output, TimeProvider.System).RunAsync(cancellation);
            return ExitCodes.Ok;
        }

        var task = (parsed.GetValue(_index) ?? NumberIn(parsed.GetValue(_from)!)) + parsed.GetValue(_first);
        var isJson = parsed.GetValue(_json);
        var results = new List<ShardResult>();
        foreach (var shard in ShardsOf(run, task, parsed.GetValue(_group)))
        {
            var result = run.Run(shard, Unwatched.Instance, cancellation);
            results.Add(result);
            await (result.IsDone && !isJson ? output : error).WriteLineAsync(
                $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z {Environment.MachineName} {shard} {result.Unit}: {ShardText.Of(result)}"
            );
        }

        if (isJson)
            await output.WriteLineAsync(JsonOutput.Of(new { task, shards = results }));
        return results.Any(one => one.Ending == ShardEnding.TryAgain) ? ExitCodes.Fault
            : results.Any(one => one.Ending == ShardEnding.Failed) ? ExitCodes.BadSettings
            : ExitCodes.Ok;
    }

    private static IEnumerable<int> ShardsOf(ShardRun run, int task, int group)
    {
        var from = (long)task * group;
        if (from >= run.Count)
        {
            throw new EvidenceException(
                $"there is no task {task} of {group} each: the plan has {Counted.Of(run.Count, "shard")}, the first task is 0"
            );
        }

        return Enumerable.Range((int)from, (int)Math.Min(run.Count - from, group));
    }

    private static int NumberIn(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new EvidenceException(
                $"the variable {variable} holds '{Environment.GetEnvironmentVariable(variable)}', which is no number of a task"
            );

    private sealed class Unwatched : IProgress<WorkProgress>
    {
        public static readonly Unwatched Instance = new();

        public void Report(WorkProgress value) { }
    }
}
