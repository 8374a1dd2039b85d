namespace MiaIa.Cli.Programs;

/// <summary>The engine or the bridge as it is installed, or built, beside this program.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Path">Executable or assembly.</param>
/// <param name="Arguments">What it is started with.</param>
internal sealed record ProductProgram(string Name, string Path, IReadOnlyList<string> Arguments)
{
    /// <summary>Its own folder, from which relative paths in its settings count when it is started from here.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The settings file beside it, which need not be there.</summary>
    internal string SettingsFile => System.IO.Path.Combine(Folder, "appsettings.json");

    /// <summary>Looks in a package first, then in the repository that this program was built in.</summary>
    /// <param name="name">What messages call it, and its folder in a package.</param>
    /// <param name="project">Name of its project, and of its program.</param>
    /// <param name="given">A path that somebody has named; null = the usual places.</param>
    /// <param name="arguments">What it is started with.</param>
    /// <param name="baseFolder">Folder of this program.</param>
    /// <exception cref="ProgramException">It is not there.</exception>
    internal static ProductProgram Find(string name, string project, string? given, IReadOnlyList<string> arguments, string baseFolder)
    {
        var beside = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(baseFolder)) ?? baseFolder,
            name
        );
        string[] places = given is not null
            ? [given]
            :
            [
                System.IO.Path.Combine(beside, project + ".exe"),
                System.IO.Path.Combine(beside, project),
                BuiltHere.AssemblyOf(baseFolder, name, project),
            ];
        return Array.Find(places, File.Exists) is { } found
            ? new ProductProgram(name, System.IO.Path.GetFullPath(found), arguments)
            : throw new ProgramException($"the {name} is not there: looked for {string.Join(", ", places)}; name it with --{name}");
    }
}
