using System.CommandLine;
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
internal static class ShardCommand
{
    private const string Doc = """
        Do one piece of a plan. Any number of machines may do the same one, also at once: it is made whole or not at all.

        Exit codes: 0 it is there; 1 something failed that may pass, so another try may help; 2 it cannot be done from these inputs.

        Examples:
          miaia shard out/plan.json 0
          miaia shard out/plan.json --index-from SLURM_ARRAY_TASK_ID --first 1000 --group 12
          miaia shard out/plan.json --index-from JOB_COMPLETION_INDEX
        """;

    public static Command Create()
    {
        var plan = new Argument<FileInfo>("plan") { Description = "The plan's file." };
        var index = new Argument<int?>("n")
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
        var from = new Option<string?>("--index-from") { Description = "Take the number from this variable of the environment." };
        var first = Arguments.Number("--first", "Added to the number: the task that the scheduler calls 0", 0, 0, 100_000_000);
        var group = Arguments.Number("--group", "Shards a task: task N does shards N x group and those after it", 1, 1, 1_000_000);
        var worker = new Option<bool>("--worker") { Description = "Take numbers from the standard input and end with it.", Hidden = true };
        var command = new Command("shard", Doc) { plan, index, from, first, group, worker };
        command.AddRule(result =>
        {
            var given =
                (result.GetValue(index) is null ? 0 : 1) + (result.GetValue(from) is null ? 0 : 1) + (result.GetValue(worker) ? 1 : 0);
            if (given != 1)
                result.AddError("say which: a number, or --index-from with a variable's name");
        });
        command.SetAction(
            (parsed, cancellation) =>
                EvidenceEnding.OfAsync(
                    parsed,
                    "Stopped before it was done; nothing half done is left behind.",
                    async () =>
                    {
                        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                        var run = new ShardRun(PlanFolder.Open(parsed.GetRequiredValue(plan).FullName), KnownWork.All);
                        if (parsed.GetValue(worker))
                        {
                            await new WorkerProgram(run, Console.In, output, TimeProvider.System).RunAsync(cancellation);
                            return ExitCodes.Ok;
                        }

                        var task = parsed.GetValue(index) ?? NumberIn(parsed.GetValue(from)!);
                        return await RunAsync(run, task + parsed.GetValue(first), parsed.GetValue(group), output, error, cancellation);
                    }
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ShardRun run,
        int task,
        int group,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        var shards = run.Count;
        var from = (long)task * group;
        if (from >= shards)
        {
            throw new EvidenceException(
                $"there is no task {task} of {group} each: the plan has {Counted.Of(shards, "shard")}, the first task is 0"
            );
        }

        var endings = new HashSet<ShardEnding>();
        for (var shard = (int)from; shard < Math.Min(shards, from + group); shard++)
        {
            var result = run.Run(shard, Unwatched.Instance, cancellation);
            endings.Add(result.Ending);
            await (result.IsDone ? output : error).WriteLineAsync(
                $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z {Environment.MachineName} {shard} {result.Unit}: {ShardText.Of(result)}"
            );
        }

        return endings.Contains(ShardEnding.TryAgain) ? ExitCodes.Fault
            : endings.Contains(ShardEnding.Failed) ? ExitCodes.BadSettings
            : ExitCodes.Ok;
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
