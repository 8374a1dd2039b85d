using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace MiaIa.Hosting.Settings;

/// <summary>What file, environment and command line gave, each still apart: a bad value is refused even where a stronger source overrides it.</summary>
internal sealed class GivenValues
{
    public const string CommandLine = "the command line";

    private readonly List<(IConfigurationProvider Provider, Func<string, string> NameOf)> _sources = [];
    private readonly List<SettingProblem> _problems;

    private GivenValues(List<SettingProblem> problems) => _problems = problems;

    /// <summary>Reads all sources; what is no setting at all becomes a problem.</summary>
    public static GivenValues Read(SettingsSources sources, List<SettingProblem> problems)
    {
        var given = new GivenValues(problems);
        given.ReadFile(sources.FilePath);
        given.ReadEnvironment(sources);
        given.ReadCommandLine(sources.Arguments);
        return given;
    }

    /// <summary>What was given under any of these keys, weakest first; the text is null where the file says null or {}.</summary>
    public IEnumerable<GivenValue> Of(IReadOnlyList<string> keys)
    {
        for (var rank = 0; rank < _sources.Count; rank++)
        {
            var (provider, nameOf) = _sources[rank];
            foreach (var key in keys)
            {
                if (provider.TryGet(key, out var text))
                    yield return new GivenValue(rank, key, nameOf(key), text);
            }
        }
    }

    /// <summary>The names below a key, in any source, each once.</summary>
    public IEnumerable<string> Children(string key) =>
        _sources
            .SelectMany(source => source.Provider.GetChildKeys([], key.Length == 0 ? null : key))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private void ReadFile(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (!File.Exists(path))
                return;
            var text = File.ReadAllBytes(path);
            if (SettingsFileText.FaultIn(text) is { } fault)
            {
                _problems.Add(new SettingProblem(name, null, path, fault));
                return;
            }

            using var stream = new MemoryStream(text);
            var provider = new JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = stream });
            provider.Load();
            _sources.Add((provider, _ => name));
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            _problems.Add(new SettingProblem(name, null, path, $"cannot be read: {PrintableText.From(e.Message)}"));
        }
    }

    private void ReadEnvironment(SettingsSources sources)
    {
        const string All = "MIAIA__";
        var own = SettingsSources.Prefix(sources.Section);
        var written = new List<(string Written, string Key, string Text)>();
        foreach (var (name, text) in sources.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(own, StringComparison.OrdinalIgnoreCase))
                written.Add((name, name[own.Length..].Replace("__", ":", StringComparison.Ordinal), text));
            else if (name.StartsWith(All, StringComparison.OrdinalIgnoreCase) && !IsOfAnotherProgram(name))
                Refuse(name, "the environment", $"no program reads it; this one reads {own}KEY");
        }

        Add(
            written,
            "the environment",
            key => $"environment variable {own}{key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant()}"
        );
    }

    private static bool IsOfAnotherProgram(string name) =>
        ProgramSections.All.Any(section => name.StartsWith(SettingsSources.Prefix(section), StringComparison.OrdinalIgnoreCase));

    private void ReadCommandLine(IReadOnlyList<string> arguments)
    {
        var written = new List<(string Written, string Key, string Text)>();
        foreach (var argument in arguments.Where(a => !SettingsSources.AsksForCheck(a) && !SettingsSources.AsksForHelp(a)))
        {
            // The value is kept out of the messages: the key is not known yet, so it may be a secret.
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? argument : argument[..equals]).TrimStart('-');
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                Refuse(key, CommandLine, "not a setting; write --Key=value");
            else if (equals < 0)
                Refuse(key, CommandLine, $"has no value; write --{PrintableText.From(key)}=value");
            else
                written.Add((key, key, argument[(equals + 1)..]));
        }

        Add(written, CommandLine, _ => CommandLine);
    }

    private void Add(List<(string Written, string Key, string Text)> written, string source, Func<string, string> nameOf)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, key, text) in written)
        {
            if (key.Split(':').Any(part => part.Length == 0))
                Refuse(name, source, "not a key: a part of it is empty");
            else if (!values.TryAdd(key, text))
                Refuse(name, source, "the key is given twice");
        }

        _sources.Add((new MemoryConfigurationProvider(new MemoryConfigurationSource { InitialData = values }), nameOf));
    }

    private void Refuse(string key, string source, string reason) => _problems.Add(new SettingProblem(key, null, source, reason));
}

/// <summary>Text that a source gave for a key.</summary>
/// <param name="Rank">Which of the sources; a higher one wins.</param>
/// <param name="Key">The key as it was written, with colons.</param>
/// <param name="Source">The source by name, for messages.</param>
/// <param name="Text">The value as written.</param>
internal sealed record GivenValue(int Rank, string Key, string Source, string? Text);
