using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>Style as a test: what a reviewer would otherwise have to say again and again.</summary>
public sealed partial class TidyTests
{
    private const int LinesOfAFileMax = 300;
    private const int LinesOfAMethodMax = 60;

    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Data", "Info", "Common", "Misc"];

    [Test]
    public void No_source_file_is_longer_than_300_lines()
    {
        var wrong =
            from path in SourceTree.Files(".cs", ".cpp", ".h", ".py", ".js", ".mjs", ".proto", ".sh")
            let lines = SourceTree.Read(path).AsSpan().Count('\n')
            where lines > LinesOfAFileMax
            select $"{path}: {lines} lines";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_body_of_a_CSharp_method_is_longer_than_60_lines()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            from method in SourceTree.Parse(path).DescendantNodes()
            where method is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            let body = method.ChildNodes().FirstOrDefault(node => node is BlockSyntax or ArrowExpressionClauseSyntax)
            where body is not null
            let span = body.GetLocation().GetLineSpan()
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > LinesOfAMethodMax
            select $"{SourceTree.Place(method)}: {lines} lines";
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [Test]
    public void No_Cpp_function_is_longer_than_60_lines()
    {
        var wrong =
            from path in SourceTree.Files(".cpp", ".h")
            from function in CppFunctions.In(SourceTree.Read(path))
            where function.Lines > LinesOfAMethodMax
            select $"{path}:{function.FirstLine}: {function.Lines} lines";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_type_or_file_has_a_name_that_says_nothing()
    {
        var types =
            from path in SourceTree.Files(".cs")
            from type in SourceTree.Parse(path).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where Words(type.Identifier.Text).Intersect(BannedWords).Any()
            select $"{SourceTree.Place(type)}: {type.Identifier.Text}";
        var files =
            from path in SourceTree.Files(".cs", ".cpp", ".h", ".py", ".js", ".mjs")
            where Words(Path.GetFileNameWithoutExtension(path)).Intersect(BannedWords).Any()
            select path;
        Assert.That(types.Concat(files), Is.Empty);
    }

    [Test]
    public void A_class_is_sealed_static_or_abstract()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            from type in SourceTree.Parse(path).DescendantNodes().OfType<ClassDeclarationSyntax>()
            where
                !type.Modifiers.Any(m =>
                    m.IsKind(SyntaxKind.SealedKeyword) || m.IsKind(SyntaxKind.StaticKeyword) || m.IsKind(SyntaxKind.AbstractKeyword)
                )
            select $"{SourceTree.Place(type)}: {type.Identifier.Text}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Nothing_names_a_path_of_somebodys_machine()
    {
        var wrong =
            from path in SourceTree.Files(
                ".cs",
                ".cpp",
                ".h",
                ".py",
                ".js",
                ".mjs",
                ".proto",
                ".md",
                ".json",
                ".txt",
                ".csproj",
                ".props",
                ".sh"
            )
            from Match match in MachinePath().Matches(SourceTree.Read(path))
            select $"{path}: {match.Value}";
        Assert.That(wrong, Is.Empty);
    }

    // "Market data" is the field's own term.
    private static IEnumerable<string> Words(string name) => WordStart().Split(name.Replace("MarketData", "", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])|_|-|\.")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"(?<![\w.])/(home|root|work|tmp)/[a-z]\w*|[A-Z]:\\Users\\\w+")]
    private static partial Regex MachinePath();
}
