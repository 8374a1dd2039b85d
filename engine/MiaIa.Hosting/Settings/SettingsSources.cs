using System.Collections;

namespace MiaIa.Hosting.Settings;

/// <summary>The three places settings come from; a later one wins: file, environment, command line.</summary>
/// <param name="Section">The program's section, e.g. <c>Engine</c>; its variables are <c>MIAIA__ENGINE__…</c>.</param>
/// <param name="FilePath">A JSON file with comments that may be missing.</param>
/// <param name="Environment">All environment variables; those of other programs are left alone.</param>
/// <param name="Arguments">The command line without the program's name.</param>
public sealed record SettingsSources(
    string Section,
    string FilePath,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Arguments
)
{
    /// <summary>
    /// Asks a program to check its settings, print them as JSON and end; with <c>=</c> and a path behind it those of another file than its own.
    /// </summary>
    public const string CheckArgument = "--check-settings";

    private const string OtherFile = CheckArgument + "=";

    /// <summary>The command line holds <c>--help</c>.</summary>
    internal bool IsHelpRequested => Arguments.Any(AsksForHelp);

    /// <summary>The command line holds <c>--check-settings</c>: say whether they can be used, and end.</summary>
    internal bool IsCheckRequested => Arguments.Any(AsksForCheck);

    /// <summary>The sources of this process: appsettings.json beside the program, its environment, and its arguments.</summary>
    /// <param name="section">The program's section, e.g. <c>Engine</c>.</param>
    /// <param name="arguments">The command line without the program's name.</param>
    public static SettingsSources OfThisProcess(string section, IReadOnlyList<string> arguments)
    {
        var variables = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        var file =
            arguments.LastOrDefault(argument => argument.StartsWith(OtherFile, StringComparison.Ordinal))?[OtherFile.Length..]
            ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        return new SettingsSources(section, file, variables, arguments);
    }

    internal static bool AsksForHelp(string argument) => argument is "--help" or "-h" or "-?" or "/?";

    internal static bool AsksForCheck(string argument) =>
        argument == CheckArgument || argument.StartsWith(OtherFile, StringComparison.Ordinal);

    internal static string Prefix(string section) => $"MIAIA__{section.ToUpperInvariant()}__";
}
