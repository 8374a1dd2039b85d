using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;

namespace MiaIa.Cli.Running;

/// <summary><c>miaia run</c>: starts what is configured and does not run yet, shows how it stands, and ends what it has started.</summary>
internal static class RunCommand
{
    private const string Mode = "--Trading:Mode=";

    public static Command Create()
    {
        var programs = new ProductOptions();
        var json = JsonOutput.CreateOption();
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Whatever the settings say: orders are filled on paper. An engine that runs already in another mode is refused.",
        };
        var command = new Command(
            "run",
            "Start engine and bridge, show how they stand, and end them in order on Ctrl-C. What runs already is left alone. With --json one line an event."
        )
        {
            dryRun,
            json,
        };
        programs.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var say = new RunLog(parsed.InvocationConfiguration.Output, parsed.GetValue(json), TimeProvider.System);
                try
                {
                    var engine = programs.EngineIn(parsed);
                    if (parsed.GetValue(dryRun))
                        engine = engine with { Arguments = OnPaper(engine.Arguments) };
                    var settings = await ProgramSettings.AskAsync(engine, cancellation);
                    var bridge = await ProgramSettings.AskAsync(programs.BridgeIn(parsed), cancellation);
                    await using var day = new RunningPrograms(settings, bridge, parsed.GetValue(dryRun), say);
                    return await day.RunAsync(cancellation);
                }
                catch (RunException fault)
                {
                    say.Say("miaia", fault.Message);
                    return fault.ExitCode;
                }
                catch (ProgramException fault)
                {
                    say.Say("miaia", fault.Message);
                    return ExitCodes.Fault;
                }
                catch (OperationCanceledException)
                {
                    return ExitCodes.Ok;
                }
            }
        );
        return command;
    }

    // A key that is given twice is refused, and the command line is stronger than file and environment.
    private static IReadOnlyList<string> OnPaper(IReadOnlyList<string> arguments) =>
        [.. arguments.Where(argument => !argument.StartsWith(Mode, StringComparison.OrdinalIgnoreCase)), Mode + "DryRun"];
}
