namespace MiaIa.Settings;

/// <summary>
/// Loads a settings class strictly. In the file the settings are the root object's members; in the environment
/// <c>MIAIA__SECTION__KEY__SUBKEY</c>; on the command line <c>--Key:SubKey=value</c>. Names ignore case; list elements are
/// numbered from 0. A list that any source gives replaces the default list whole.
/// </summary>
public static class SettingsLoader
{
    /// <summary>Loads from appsettings.json beside the program, the process's environment and its arguments.</summary>
    /// <typeparam name="TSettings">A class with a parameterless constructor whose properties carry <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="section">The program's section, e.g. <c>Engine</c>.</param>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <returns>Settings or problems; never throws for bad input.</returns>
    public static SettingsResult<TSettings> Load<TSettings>(string section, IReadOnlyList<string> arguments)
        where TSettings : class => Load<TSettings>(SettingsSources.OfThisProcess(section, arguments));

    /// <summary>Loads from the sources given, and from nothing else.</summary>
    /// <typeparam name="TSettings">A class with a parameterless constructor whose properties carry <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="sources">Where to look.</param>
    /// <returns>Settings or problems; never throws for bad input.</returns>
    /// <exception cref="InvalidOperationException">The settings class itself is wrong, e.g. an unsupported property type.</exception>
    public static SettingsResult<TSettings> Load<TSettings>(SettingsSources sources)
        where TSettings : class
    {
        var problems = new List<SettingProblem>();
        var given = new GivenTree();
        JsonSource.Read(sources.FilePath, given, problems);
        EnvironmentSource.Read(sources.Section, sources.Environment, given, problems);
        var helpRequested = CommandLineSource.Read(sources.Arguments, given, problems);

        var settings = (TSettings)new SettingsBinder(problems).Bind(typeof(TSettings), given);
        if (problems.Count == 0 && settings is ICrossChecked whole)
            problems.AddRange(whole.Problems());

        var help = HelpText.Write(sources, settings, given);
        return new SettingsResult<TSettings>(problems.Count == 0 ? settings : null, problems, help, helpRequested);
    }
}
