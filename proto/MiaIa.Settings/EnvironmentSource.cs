namespace MiaIa.Settings;

/// <summary>Reads <c>MIAIA__SECTION__…</c>; a double underscore stands for the colon of a nested key.</summary>
internal static class EnvironmentSource
{
    public static void Read(string section, IReadOnlyDictionary<string, string> environment, GivenTree given, List<SettingProblem> problems)
    {
        var prefix = Prefix(section);
        foreach (var (name, value) in environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var path = name[prefix.Length..].Split("__");
            if (path.Any(part => part.Length == 0))
                problems.Add(new SettingProblem(name, null, "the environment", $"not a key; write {prefix}KEY or {prefix}KEY__SUBKEY"));
            else if (!given.TryAdd(path, new GivenValue(Origin.Environment, $"environment variable {name}", value)))
                problems.Add(new SettingProblem(name, null, "the environment", "the key is given twice, in different case"));
        }
    }

    public static string Prefix(string section) => $"MIAIA__{section.ToUpperInvariant()}__";
}
