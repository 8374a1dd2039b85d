using System.Text.Json;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Cli.Programs;

/// <summary>What a program says of its own settings: the ones in force, or what is wrong with them.</summary>
internal sealed class ProgramSettings
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private ProgramSettings(ProductProgram program, JsonElement? settings, string problems)
    {
        Program = program;
        All = settings;
        Problems = problems;
    }

    /// <summary>Whose they are.</summary>
    internal ProductProgram Program { get; }

    /// <summary>What is wrong, in the program's own words; empty when they can be used.</summary>
    internal string Problems { get; }

    /// <summary>The same, each by itself: the lines that the program sets in, or all of them where it sets in none.</summary>
    internal IReadOnlyList<string> EachProblem
    {
        get
        {
            var lines = Problems.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var own = lines.Where(line => line.StartsWith(' ')).ToArray();
            return [.. (own.Length > 0 ? own : lines).Select(line => line.Trim())];
        }
    }

    /// <summary>Whether the program could run with them.</summary>
    internal bool AreValid => All is not null;

    /// <summary>Asks the program, which reads file, environment and command line as it does when it starts.</summary>
    /// <param name="program">Whom to ask.</param>
    /// <param name="cancellation">Gives the asking up.</param>
    /// <param name="file">Another settings file than its own; null = its own.</param>
    /// <exception cref="ProgramException">It cannot be run, or does not answer.</exception>
    internal static async Task<ProgramSettings> AskAsync(ProductProgram program, CancellationToken cancellation, string? file = null)
    {
        var (said, wrong) = (new List<string>(), new List<string>());
        await using var child = ChildProgram.Start(
            program.Name,
            program.Path,
            [.. program.Arguments, file is null ? SettingsSources.CheckArgument : $"{SettingsSources.CheckArgument}={file}"],
            said.Add,
            null,
            onError: wrong.Add
        );
        int code;
        try
        {
            code = await child.Exited.WaitAsync(Limit, cancellation);
        }
        catch (TimeoutException)
        {
            throw new ProgramException($"{program.Name} did not check its settings within {Limit.TotalSeconds:0} s");
        }

        if (code == ExitCodes.Ok)
            return new ProgramSettings(program, JsonDocument.Parse(string.Join('\n', said)).RootElement, "");
        return new ProgramSettings(
            program,
            null,
            wrong.Count > 0 ? string.Join('\n', wrong) : $"it ended with exit code {code} and said nothing"
        );
    }

    /// <summary>The same program, refused for what only somebody who knows other programs can see.</summary>
    internal ProgramSettings RefusedFor(string problem) => new(Program, null, problem);

    /// <summary>A text; empty where the settings have none.</summary>
    /// <param name="key">With colons between sections, as on the command line.</param>
    internal string Text(string key) => Find(key) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>A whole number; null where the settings have none.</summary>
    /// <inheritdoc cref="Text"/>
    internal int? Number(string key) => Find(key) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    /// <summary>A switch; false where the settings have none.</summary>
    /// <inheritdoc cref="Text"/>
    internal bool Flag(string key) => Find(key) is { ValueKind: JsonValueKind.True };

    /// <summary>The texts of a list.</summary>
    /// <inheritdoc cref="Text"/>
    internal IReadOnlyList<string> Texts(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(one => one.GetString() ?? "")] : [];

    /// <summary>A path as the program takes it when it is started from here.</summary>
    /// <inheritdoc cref="Text"/>
    internal string PathAt(string key) => Text(key) is { Length: > 0 } path ? Path.GetFullPath(path, Program.Folder) : "";

    /// <summary>Everything, for <c>--json</c>; null when it is not valid.</summary>
    internal JsonElement? All { get; }

    private JsonElement? Find(string key)
    {
        var at = All;
        foreach (var name in key.Split(':'))
            at = at is { ValueKind: JsonValueKind.Object } section && section.TryGetProperty(name, out var below) ? below : null;
        return at;
    }
}
