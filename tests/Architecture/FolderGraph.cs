using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>
/// Which folder of a project uses which: by <c>using</c> directives, by qualified names, and by names of types in a folder above, which
/// C# finds without either. The project's own folder is "."; a namespace says the folder.
/// </summary>
/// <param name="Project">The project's name, with which its namespaces begin.</param>
/// <param name="Edges">From the folder that uses to the one that is used.</param>
/// <param name="Why">For each of them a file and a name.</param>
internal sealed record FolderGraph(string Project, IReadOnlySet<Edge> Edges, IReadOnlyDictionary<Edge, string> Why)
{
    /// <summary>The graph of a project.</summary>
    public static FolderGraph Of(SourceProject project) =>
        Of(project.Name, [.. project.Files().Select(path => (path[project.Folder.Length..], SourceTree.Read(path)))]);

    /// <summary>The graph of files, given with their paths inside the project.</summary>
    public static FolderGraph Of(string project, IReadOnlyList<(string Path, string Text)> files)
    {
        var trees = files.Select(file => (file.Path, Root: CSharpSyntaxTree.ParseText(file.Text).GetRoot())).ToArray();
        var declared = trees
            .SelectMany(tree => Types(tree.Root).Select(type => (Folder: FolderOf(tree.Path), type.Identifier.Text)))
            .ToHashSet();
        var folders = trees.Select(tree => FolderOf(tree.Path)).Where(folder => folder != ".").ToHashSet(StringComparer.Ordinal);
        var why = new Dictionary<Edge, string>();
        foreach (var (path, root) in trees)
        {
            var folder = FolderOf(path);
            var used = Usings(root, project, folders).Concat(Qualified(root, folders, declared)).Concat(FromAbove(root, folder, declared));
            foreach (var (to, name) in used.Where(use => use.Folder != folder))
                why.TryAdd(new Edge(folder, to), $"{path} names {name}");
        }

        return new(project, why.Keys.ToHashSet(), why);
    }

    /// <summary>The types of a file of <see cref="SourceTree"/> that anybody may use.</summary>
    public static IEnumerable<string> PublicTypes(string path) =>
        Types(SourceTree.Parse(path)).Where(t => t.Modifiers.Any(SyntaxKind.PublicKeyword)).Select(t => $"{path}: {t.Identifier.Text}");

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : ".";

    // Those that stand in a namespace; one inside another type is not found by its name alone.
    private static IEnumerable<BaseTypeDeclarationSyntax> Types(SyntaxNode root) =>
        root.DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);

    private static IEnumerable<(string Folder, string Name)> Usings(SyntaxNode root, string project, HashSet<string> folders) =>
        from directive in root.DescendantNodes().OfType<UsingDirectiveSyntax>()
        let name = directive.NamespaceOrType.ToString()
        where name.StartsWith(project + ".", StringComparison.Ordinal)
        let folder = Longest(name[(project.Length + 1)..].Replace('.', '/'), folders)
        where folder is not null
        select (folder, $"using {name}");

    private static IEnumerable<(string Folder, string Name)> Qualified(
        SyntaxNode root,
        HashSet<string> folders,
        HashSet<(string Folder, string Type)> declared
    ) =>
        from node in root.DescendantNodes()
        where node is QualifiedNameSyntax or MemberAccessExpressionSyntax
        where !node.Ancestors().Any(above => above is UsingDirectiveSyntax)
        let parts = node.ToString().Split('.')
        from folder in folders
        let last = folder.Split('/')
        where
            parts.Length > last.Length
            && parts.AsSpan()[^(last.Length + 1)..^1].SequenceEqual(last)
            && declared.Contains((folder, parts[^1]))
        select (folder, node.ToString());

    private static IEnumerable<(string Folder, string Name)> FromAbove(
        SyntaxNode root,
        string folder,
        HashSet<(string Folder, string Type)> declared
    )
    {
        if (folder == ".")
            return [];
        var above = folder
            .Split('/')
            .Select((_, i) => string.Join('/', folder.Split('/')[..i]))
            .Select(f => f.Length == 0 ? "." : f)
            .ToArray();
        return from node in root.DescendantNodes().OfType<SimpleNameSyntax>()
            where node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax) || IsFirst(node)
            let name = node.Identifier.Text
            where !declared.Contains((folder, name))
            from up in above
            where declared.Contains((up, name))
            select (up, name);
    }

    private static bool IsFirst(SimpleNameSyntax name) =>
        name.Parent is QualifiedNameSyntax qualified
            ? qualified.Left == name
            : name.Parent is MemberAccessExpressionSyntax access && access.Expression == name;

    private static string? Longest(string path, HashSet<string> folders)
    {
        for (var at = path; at.Length > 0; at = at.Contains('/', StringComparison.Ordinal) ? at[..at.LastIndexOf('/')] : "")
        {
            if (folders.Contains(at))
                return at;
        }

        return null;
    }
}
