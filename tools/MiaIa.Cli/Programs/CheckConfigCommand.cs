using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;

namespace MiaIa.Cli.Programs;

/// <summary><c>miaia check-config</c>: asks engine and bridge whether their settings can be used, without starting either.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var programs = new ProductOptions();
        var json = JsonOutput.CreateOption();
        var command = new Command(
            "check-config",
            "Check the settings of engine and bridge as each takes them from its file, the environment and its command line. Starts nothing."
        )
        {
            json,
        };
        programs.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                try
                {
                    ProgramSettings[] asked =
                    [
                        await ProgramSettings.AskAsync(programs.EngineIn(parsed), cancellation),
                        await ProgramSettings.AskAsync(programs.BridgeIn(parsed), cancellation),
                    ];
                    if (ServedPorts.Clash(asked[0], asked[1]) is { } clash)
                        asked[1] = asked[1].RefusedFor(clash);
                    foreach (var line in parsed.GetValue(json) ? [JsonOf(asked)] : asked.SelectMany(Lines))
                        await output.WriteLineAsync(line);
                    return asked.All(one => one.AreValid) ? ExitCodes.Ok : ExitCodes.BadSettings;
                }
                catch (ProgramException fault)
                {
                    await error.WriteLineAsync(fault.Message);
                    return ExitCodes.Fault;
                }
            }
        );
        return command;
    }

    private static IEnumerable<string> Lines(ProgramSettings asked)
    {
        var file = asked.Program.SettingsFile;
        yield return $"{asked.Program.Name}: {(asked.AreValid ? "settings can be used" : "settings cannot be used")} ({PrintableText.From(file, 500)}{(File.Exists(file) ? "" : ", not there")})";
        foreach (var problem in asked.Problems.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return "  " + PrintableText.From(problem.Trim(), 1000);
    }

    private static string JsonOf(IEnumerable<ProgramSettings> asked) =>
        JsonOutput.Of(
            asked.Select(one => new
            {
                program = one.Program.Name,
                path = one.Program.Path,
                file = one.Program.SettingsFile,
                isValid = one.AreValid,
                problems = one.EachProblem,
                settings = one.All,
            })
        );
}
