using System.Xml.Linq;

namespace Architecture;

/// <summary>A project of the repository as its project file says it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Folder">Where it lies, with a slash at the end.</param>
/// <param name="References">The names of the projects that it refers to.</param>
/// <param name="IsProgram">Whether it makes an executable.</param>
internal sealed record SourceProject(string Name, string Folder, IReadOnlyList<string> References, bool IsProgram)
{
    /// <summary>Every project.</summary>
    public static IReadOnlyList<SourceProject> All() => [.. SourceTree.Files(".csproj").Select(Read)];

    /// <summary>Those that are no tests.</summary>
    public static IReadOnlyList<SourceProject> Product() => [.. All().Where(p => !p.Folder.StartsWith("tests/", StringComparison.Ordinal))];

    /// <summary>The source files that lie in it.</summary>
    public IEnumerable<string> Files() => SourceTree.Files(".cs").Where(path => path.StartsWith(Folder, StringComparison.Ordinal));

    private static SourceProject Read(string path)
    {
        var project = XDocument.Parse(SourceTree.Read(path));
        return new(
            Path.GetFileNameWithoutExtension(path),
            path[..(path.LastIndexOf('/') + 1)],
            [.. project.Descendants("ProjectReference").Select(reference => NameOf(reference.Attribute("Include")!.Value))],
            project.Descendants("OutputType").Any(type => type.Value is "Exe" or "WinExe")
        );
    }

    private static string NameOf(string include) => include.Split('\\', '/')[^1].Replace(".csproj", "", StringComparison.Ordinal);
}
