using System.CommandLine;
using System.CommandLine.Parsing;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Doctor;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Evidence;
using MiaIa.Cli.Programs;
using MiaIa.Cli.Projections;
using MiaIa.Cli.Replay;
using MiaIa.Cli.Running;
using MiaIa.Cli.Setup;
using MiaIa.Cli.Synthetic;
using MiaIa.Hosting;

namespace MiaIa.Cli;

/// <summary>The commands of <c>miaia</c>.</summary>
public static class CommandLine
{
    // Three programs are stopped one after the other, each with ten seconds.
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(40);

    /// <summary>Parses and runs. Wrong arguments are all listed and end with <see cref="ExitCodes.BadSettings"/>.</summary>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <param name="output">Takes what the command says.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <param name="stop">Another way to stop it, beside SIGINT and SIGTERM.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        CancellationToken stop = default
    )
    {
        var root = Root();
        var empty = EmptyValues(arguments, root).ToArray();
        foreach (var name in empty)
            await error.WriteLineAsync($"{name} = '': a value is needed");
        if (empty.Length > 0)
            return ExitCodes.BadSettings;

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync($"See miaia {PathOf(parsed.CommandResult)}--help.");
            return ExitCodes.BadSettings;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = error,
                ProcessTerminationTimeout = StopBound,
            },
            stop
        );
    }

    // With the commands that it stands under, as it has to be typed.
    private static string PathOf(CommandResult result) =>
        result.Command is RootCommand ? "" : (result.Parent is CommandResult above ? PathOf(above) : "") + result.Command.Name + " ";

    internal static RootCommand Root()
    {
        var root = new RootCommand("MiaIa: the path from Sierra Chart to the engine and back, from the command line.")
        {
            SynthCommand.Create(),
            DemoCommand.Create(AppContext.BaseDirectory),
            ReplayCommand.Create(),
            JournalCommand.Create(),
            ProjectCommand.Create(),
            ReportCommand.Create(),
            ExportCommand.Create(),
            SetupCommand.Create(),
            AlertCommands.Create(),
            CheckConfigCommand.Create(),
            DoctorCommand.Create(),
            RunCommand.Create(),
            RecordingsCommand.Create(),
            BacktestCommand.Create(),
            LookaheadCommand.Create(),
            WarmupCommand.Create(),
            ShardCommand.Create(),
            ShardsCommand.Create(),
            QueryCommand.Create(),
        };
        foreach (var command in SweepCommand.Create().Concat(EngineCommands.Create()))
            root.Subcommands.Add(command);
        return root;
    }

    // An empty value is what is left of a variable that was never set: no path, no reason and no number is meant by it. Looked for before
    // the parsing, because a validator that asks for a value meets an exception there.
    private static IEnumerable<string> EmptyValues(IReadOnlyList<string> arguments, RootCommand root)
    {
        var options = OptionsOf(root).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Count; at++)
        {
            var before = at == 0 ? "" : arguments[at - 1];
            if (string.IsNullOrWhiteSpace(arguments[at]))
                yield return options.Contains(before) ? before : "an argument";
            else if (arguments[at].EndsWith('=') && options.Contains(arguments[at][..^1]))
                yield return arguments[at][..^1];
        }
    }

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options.Concat(command.Subcommands.SelectMany(OptionsOf));
}
