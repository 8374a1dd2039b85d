using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture;

/// <summary>The repository's own source files, found from the test assembly upwards.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["bin", "obj", "build", "node_modules", "TestResults", "__pycache__", "out", "journal"];

    /// <summary>The folder that holds MiaIa.Bridge.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to <see cref="Root"/>, with forward slashes, of files with one of these endings.</summary>
    public static IReadOnlyList<string> Files(params string[] endings) =>
        [
            .. Walk(new DirectoryInfo(Root))
                .Where(file => endings.Contains(file.Extension, StringComparer.Ordinal))
                .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The text of one file of <see cref="Files"/>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The syntax of one C# file of <see cref="Files"/>.</summary>
    public static SyntaxNode Parse(string path) => CSharpSyntaxTree.ParseText(Read(path), path: path).GetRoot();

    /// <summary>The place of a node, for a message: path:line.</summary>
    public static string Place(SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
            yield return file;
        var inner = folder.EnumerateDirectories().Where(sub => sub.Name[0] != '.' && !NotOurs.Contains(sub.Name, StringComparer.Ordinal));
        foreach (var file in inner.SelectMany(Walk))
            yield return file;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"MiaIa.Bridge.sln is in no folder above {AppContext.BaseDirectory}");
    }
}
