using Spectre.Console;

namespace MiaIa.Cli.Demo;

/// <summary>Where a run says what: lines for a person on the standard output, or beside it, where that is to hold one JSON document and nothing else.</summary>
internal sealed class DemoVoice(bool isJson, TextWriter output, TextWriter error)
{
    /// <summary>Progress, and lines while the session plays.</summary>
    public IPlayScreen Screen { get; } =
        isJson || Console.IsOutputRedirected
            ? new PlainScreen(isJson ? error : output, TimeProvider.System)
            : new BarScreen(AnsiConsole.Console);

    /// <summary>Takes the summary.</summary>
    public TextWriter Lines { get; } = isJson ? error : output;

    /// <summary>Writes the document where one is wanted.</summary>
    public Task EndAsync(Func<string> document) => isJson ? output.WriteLineAsync(document()) : Task.CompletedTask;
}
