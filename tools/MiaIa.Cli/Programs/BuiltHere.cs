namespace MiaIa.Cli.Programs;

/// <summary>The programs that were built in one repository together with this one.</summary>
internal static class BuiltHere
{
    private const string SolutionName = "MiaIa.Bridge.sln";

    /// <summary>Whether there is a repository above a folder; a package lies in none.</summary>
    internal static bool IsBelowRoot(string baseFolder) => File.Exists(Path.Combine(RootAbove(baseFolder), SolutionName));

    /// <summary>The repository above a folder; the folder itself where there is none.</summary>
    internal static string RootAbove(string baseFolder)
    {
        for (var folder = new DirectoryInfo(baseFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
                return folder.FullName;
        }

        return baseFolder;
    }

    /// <summary>Where the assembly of a project lies, of the same configuration and framework as this program.</summary>
    /// <param name="baseFolder">Folder of this program.</param>
    /// <param name="folder">Of the project, below the root.</param>
    /// <param name="project">Its name.</param>
    /// <param name="assembly">Without its ending; null = as the project.</param>
    internal static string AssemblyOf(string baseFolder, string folder, string project, string? assembly = null)
    {
        var framework = new DirectoryInfo(baseFolder).Name;
        var configuration = new DirectoryInfo(baseFolder).Parent?.Name ?? "Release";
        return Path.Combine(RootAbove(baseFolder), folder, project, "bin", configuration, framework, (assembly ?? project) + ".dll");
    }
}
