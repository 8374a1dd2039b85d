using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Shards.Kubernetes;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Shards.Slurm;
using Spectre.Console;

namespace MiaIa.Cli.Evidence;

/// <summary>Options that say who does a plan's shards; the same for every command that makes or carries a plan.</summary>
internal sealed class ShardArguments
{
    private readonly Option<string> _on = new("--on")
    {
        Description = "Who does the work: this machine, Slurm, or Kubernetes, for which a manifest is written.",
        DefaultValueFactory = _ => "local",
    };

    private readonly Option<int> _workers = Arguments.Number(
        "--workers",
        "Processes of this machine at once; 1 works inside this one",
        Environment.ProcessorCount,
        1,
        4096
    );

    private readonly Option<double> _minutes = Arguments.Number(
        "--task-minutes",
        "Slurm: shards are put together until a task takes this long; 0 = one each",
        5.0,
        0,
        10_000
    );

    private readonly Option<int> _poll = Arguments.Number("--poll-seconds", "Slurm: how often it is asked how far it is", 10, 1, 3600);

    private readonly Option<string[]> _slurm = new("--slurm-arg")
    {
        Description = "Slurm: a further argument of sbatch, such as --slurm-arg=--partition=long.",
    };

    private readonly Option<string> _image = new("--image")
    {
        Description = "Kubernetes: name of the image.",
        DefaultValueFactory = _ => "miaia:latest",
    };

    private readonly Option<string> _claim = new("--claim")
    {
        Description = "Kubernetes: name of the volume claim with the plan's folder and the recordings.",
        DefaultValueFactory = _ => "evidence",
    };

    private readonly Option<int> _pods = Arguments.Number("--pods", "Kubernetes: pods at once", 10, 1, 10_000);
    private readonly Option<int> _group = Arguments.Number("--shards-a-pod", "Kubernetes: shards that a pod does", 1, 1, 1_000_000);

    public ShardArguments() => _on.AcceptOnlyFromAmong("local", "slurm", "kubernetes");

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_on, _workers, _minutes, _poll, _slurm, _image, _claim, _pods, _group];

    /// <summary>Has a plan carried as the options say, shows how far it is and says how it stands in the end.</summary>
    /// <exception cref="MiaIa.Evidence.Work.EvidenceException">It cannot be carried this way.</exception>
    /// <exception cref="OperationCanceledException">It was ended early; what is done stays done.</exception>
    public async Task<CarryResult> CarryAsync(ParseResult parsed, PlanFolder folder, TextWriter output, CancellationToken cancellation)
    {
        var terminal = output == Console.Out && !Console.IsOutputRedirected ? AnsiConsole.Console : null;
        var screen = new ShardScreen(output, terminal, TimeProvider.System);
        var carrier = Carrier(parsed, folder);
        // Every byte of what is there is read here, once: the carrier asks the same folder.
        _ = folder.Missing();
        foreach (var damaged in folder.Units.Damaged)
            await output.WriteLineAsync(ShardText.Of(damaged));
        var result = await screen.WhileAsync(() => carrier.CarryAsync(folder, screen, cancellation));
        foreach (var line in ShardText.Of(result))
            await output.WriteLineAsync(line);
        return result;
    }

    private IShardCarrier Carrier(ParseResult parsed, PlanFolder folder)
    {
        var (workers, program) = (parsed.GetValue(_workers), OwnProgram());
        var run = new ShardRun(folder, KnownWork.All);
        IShardWorker Here() => new WorkerHere(run);
        return parsed.GetRequiredValue(_on) switch
        {
            "slurm" => new SlurmCarrier(
                program,
                Here,
                new SlurmOptions(parsed.GetValue(_minutes), TimeSpan.FromSeconds(parsed.GetValue(_poll)), parsed.GetValue(_slurm) ?? []),
                new CommandRunner(),
                TimeProvider.System
            ),
            "kubernetes" => new KubernetesCarrier(
                new KubernetesOptions(
                    parsed.GetRequiredValue(_image),
                    parsed.GetRequiredValue(_claim),
                    parsed.GetValue(_pods),
                    parsed.GetValue(_group),
                    folder.Needed()
                ),
                TimeProvider.System
            ),
            _ => new LocalCarrier(workers == 1 ? Here : () => new WorkerProcess(program, folder.PlanPath), workers, TimeProvider.System),
        };
    }

    // One file in a package, an assembly for the host of .NET where it was built.
    private static ProgramLine OwnProgram()
    {
        var built = Path.Combine(AppContext.BaseDirectory, "miaia.dll");
        var own = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(own) == "miaia")
            return new ProgramLine(own, []);
        return Path.GetFileNameWithoutExtension(own) == "dotnet" ? new ProgramLine(own, [built]) : new ProgramLine("dotnet", [built]);
    }
}
