using System.Diagnostics.CodeAnalysis;

namespace MiaIa.Hosting.Settings;

/// <summary>What came of loading: settings, or every problem at once, or the help text that was asked for.</summary>
/// <typeparam name="TSettings">The settings class.</typeparam>
public sealed class SettingsResult<TSettings>
    where TSettings : class
{
    private readonly bool _isCheck;
    private readonly Func<string, string?> _originOf;

    internal SettingsResult(
        TSettings asFarAsRead,
        IReadOnlyList<SettingProblem> problems,
        string? helpText,
        bool isCheck,
        Func<string, string?> originOf
    )
    {
        _isCheck = isCheck;
        _originOf = originOf;
        AsFarAsRead = asFarAsRead;
        Settings = problems.Count == 0 ? asFarAsRead : null;
        Problems = problems;
        HelpText = helpText;
    }

    /// <summary>The settings; null when there are problems.</summary>
    public TSettings? Settings { get; }

    /// <summary>
    /// Every value that could be read, and the default where one could not: to find a program that runs already, which a fault in another setting must
    /// not hinder. Never to run with.
    /// </summary>
    public TSettings AsFarAsRead { get; }

    /// <summary>The source of a value, such as <c>appsettings.json</c>; null = nobody gave one that could be read.</summary>
    /// <param name="key">As on the command line, such as <c>Journal:Fsync</c>.</param>
    public string? OriginOf(string key) => _originOf(key);

    /// <summary>Everything wrong, in the order file, environment, command line; empty when all is well.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }

    /// <summary>Every setting with its doc, range, default and current source, when the command line asks for help; else null.</summary>
    public string? HelpText { get; }

    /// <summary>
    /// The usual first lines of a program: prints help, problems or a check's answer where they were called for.
    /// <code>if (!SettingsLoader.Load&lt;EngineSettings&gt;(sources).TryUse(Console.Out, Console.Error, out var settings, out var exitCode)) return exitCode;</code>
    /// </summary>
    /// <param name="output">Takes the help text, and the settings of <see cref="SettingsSources.CheckArgument"/>.</param>
    /// <param name="error">Takes the problems, one a line.</param>
    /// <param name="settings">The settings when true is returned.</param>
    /// <param name="exitCode">What to exit with when false is returned.</param>
    /// <returns>True: go on.</returns>
    public bool TryUse(TextWriter output, TextWriter error, [NotNullWhen(true)] out TSettings? settings, out int exitCode)
    {
        settings = null;
        exitCode = ExitCodes.Ok;
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (HelpText is not null)
        {
            output.Write(HelpText);
            return false;
        }

        if (Settings is null)
        {
            error.WriteLine(Problems.Count == 1 ? "1 problem with the settings:" : $"{Problems.Count} problems with the settings:");
            foreach (var problem in Problems)
                error.WriteLine($"  {problem}");
            error.WriteLine("See --help for every setting.");
            exitCode = ExitCodes.BadSettings;
            return false;
        }

        if (_isCheck)
        {
            output.WriteLine(SettingsJson.Write(Settings));
            return false;
        }

        settings = Settings;
        return true;
    }
}
