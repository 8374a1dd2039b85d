using System.CommandLine;

namespace MiaIa.Cli.Programs;

/// <summary>Which engine and bridge a command means: those beside this program unless told otherwise, with what they are started with.</summary>
internal sealed class ProductOptions
{
    private readonly Option<string?> _engine = new("--engine")
    {
        Description = "The engine's program, instead of the one beside this one.",
    };
    private readonly Option<string?> _bridge = new("--bridge")
    {
        Description = "The bridge's program, instead of the one beside this one.",
    };
    private readonly Option<string[]> _engineArguments = ArgumentsOf("engine");
    private readonly Option<string[]> _bridgeArguments = ArgumentsOf("bridge");

    /// <summary>Puts the options on a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_engine, _bridge, _engineArguments, _bridgeArguments])
            command.Options.Add(option);
    }

    /// <exception cref="ProgramException">It is not there.</exception>
    internal ProductProgram EngineIn(ParseResult parsed) =>
        ProductProgram.Find(
            "engine",
            "MiaIa.Engine.Host",
            parsed.GetValue(_engine),
            parsed.GetValue(_engineArguments) ?? [],
            AppContext.BaseDirectory
        );

    /// <inheritdoc cref="EngineIn"/>
    internal ProductProgram BridgeIn(ParseResult parsed) =>
        ProductProgram.Find(
            "bridge",
            "MiaIa.Bridge",
            parsed.GetValue(_bridge),
            parsed.GetValue(_bridgeArguments) ?? [],
            AppContext.BaseDirectory
        );

    private static Option<string[]> ArgumentsOf(string program) =>
        new($"--{program}-arg")
        {
            Description = $"A setting for the {program} as on its own command line, e.g. --{program}-arg=--Key=value; may be repeated.",
        };
}
