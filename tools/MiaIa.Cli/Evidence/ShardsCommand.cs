using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Shards;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia shards</c>: a whole plan, by this machine or by a scheduler.</summary>
internal static class ShardsCommand
{
    private const string Doc = """
        Do what is missing of a plan: on this machine, or through Slurm or Kubernetes. A second start goes on.
        The commands that write a plan do the same by themselves and gather afterwards.

        Examples:
          miaia shards out/plan.json
          miaia shards out/plan.json --on slurm --slurm-arg=--partition=long
          miaia shards out/plan.json --on kubernetes --image registry/miaia:1 --claim evidence --pods 50
        """;

    public static Command Create()
    {
        var plan = new Argument<FileInfo>("plan") { Description = "The plan's file." };
        var arguments = new ShardArguments();
        var json = JsonOutput.CreateOption();
        var command = new Command("shards", Doc) { plan, json };
        foreach (var option in arguments.All)
            command.Options.Add(option);
        command.SetAction(
            (parsed, cancellation) =>
                EvidenceEnding.OfAsync(
                    parsed,
                    "Stopped; what is done stays done, jobs of Slurm go on. The next start goes on.",
                    async () =>
                    {
                        var folder = PlanFolder.Open(parsed.GetRequiredValue(plan).FullName);
                        var (output, isJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(json));
                        var told = isJson ? parsed.InvocationConfiguration.Error : output;
                        var result = await arguments.CarryAsync(parsed, folder, told, cancellation);
                        if (isJson)
                            await output.WriteLineAsync(JsonOutput.Of(result));
                        return result.IsWhole || result.IsElsewhere ? ExitCodes.Ok : ExitCodes.Fault;
                    }
                )
        );
        return command;
    }
}
