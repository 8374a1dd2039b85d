using System.CommandLine;
using MiaIa.Cli.Synthetic;
using MiaIa.Settings;

namespace MiaIa.Cli;

/// <summary>The commands of <c>miaia</c>.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs. Wrong arguments are all listed and end with <see cref="ExitCodes.BadSettings"/>.</summary>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <param name="output">Takes what the command says.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync($"See miaia {parsed.CommandResult.Command.Name} --help.");
            return ExitCodes.BadSettings;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
    }

    private static RootCommand Root() => new("MiaIa: the path from Sierra Chart to the engine and back, from the command line.")
    {
        SynthCommand.Create(),
    };
}
