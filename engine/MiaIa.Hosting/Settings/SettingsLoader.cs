namespace MiaIa.Hosting.Settings;

/// <summary>
/// Loads a settings class strictly. A setting is a property with <c>[Description]</c>; its initialiser is its default; DataAnnotations
/// (<c>[Range]</c>, <c>[AllowedValues]</c>, <c>[Required]</c>, <c>[DataType(Password)]</c> for secrets) say what it may be, and
/// <c>IValidatableObject</c> what several may be together. In the file the settings are the root object's members; in the environment
/// <c>MIAIA__SECTION__KEY__SUBKEY</c>; on the command line <c>--Key:SubKey=value</c>. Names ignore case. Elements of a list are numbered
/// from 0, or written by the property that has <c>[Key]</c>.
/// </summary>
public static class SettingsLoader
{
    /// <summary>Loads from the sources given, and from nothing else.</summary>
    /// <typeparam name="TSettings">The settings; its sections are classes that are never null.</typeparam>
    /// <param name="sources">Where to look.</param>
    /// <param name="inCheck">
    /// What only a start would find, such as files that are not there: key and reason of each. Asked when a check is requested and all else is well.
    /// </param>
    /// <returns>Settings or problems; never throws for bad input.</returns>
    /// <exception cref="InvalidOperationException">The settings class itself is wrong, e.g. an unsupported property type.</exception>
    public static SettingsResult<TSettings> Load<TSettings>(
        SettingsSources sources,
        Func<TSettings, IEnumerable<(string Key, string Reason)>>? inCheck = null
    )
        where TSettings : class, new()
    {
        ArgumentNullException.ThrowIfNull(sources);
        var problems = new List<SettingProblem>();
        var binder = new SettingsBinder(GivenValues.Read(sources, problems), problems);
        var settings = new TSettings();
        binder.Bind(settings);
        if (problems.Count == 0)
            problems.AddRange(SettingsRules.Broken(settings, "", binder.OriginAround));
        if (problems.Count == 0 && sources.IsCheckRequested && inCheck is not null)
        {
            problems.AddRange(
                inCheck(settings)
                    .Select(found => new SettingProblem(found.Key, null, binder.OriginAround([found.Key]) ?? "default", found.Reason))
            );
        }

        var help = sources.IsHelpRequested ? new SettingsHelp(binder.OriginOf).Write(sources, settings, new TSettings()) : null;
        return new SettingsResult<TSettings>(settings, problems, help, sources.IsCheckRequested, binder.OriginOf);
    }
}
