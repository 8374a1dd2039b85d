using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>One idea a file, and folders that can be looked over.</summary>
public sealed class FileTests
{
    private const int LinesOfAFamilyMemberMax = 25;
    private const int FilesOfAFolderMax = 25;

    // Sierra's remote build takes the files of one folder.
    private const string BuiltBySierra = "sierra-study";

    /// <summary>A file holds one public type, or a family of records, enumerations and delegates of a few lines each.</summary>
    [Test]
    public void A_product_file_holds_one_public_type_or_a_family_of_small_ones()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            where !path.StartsWith("tests/", StringComparison.Ordinal)
            let types = PublicTypes(SourceTree.Parse(path)).ToArray()
            where types.Length > 1
            from type in types
            where !IsOfAFamily(type)
            select $"{SourceTree.Place(type)}: {LinesOf(type)} lines among {types.Length} public types";
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [TestCase("public enum A { B }", true)]
    [TestCase("public readonly record struct A(int B);", true)]
    [TestCase("public delegate void A();", true)]
    [TestCase("public sealed class A;", false, Description = "a class is an idea of its own")]
    [TestCase("public sealed record A\n{\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n}", false, Description = "26 lines")]
    public void A_member_of_a_family_is_small_and_no_class(string text, bool expected)
    {
        var type = PublicTypes(CSharpSyntaxTree.ParseText(text).GetRoot()).Single();
        Assert.That(IsOfAFamily(type), Is.EqualTo(expected));
    }

    [Test]
    public void No_folder_holds_more_than_25_source_files()
    {
        var wrong =
            from path in SourceTree.Files(".cs", ".cpp", ".h", ".py", ".js", ".mjs", ".proto")
            group path by Path.GetDirectoryName(path) into folder
            where folder.Key != BuiltBySierra && folder.Count() > FilesOfAFolderMax
            select $"{folder.Key}: {folder.Count()} files";
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<SyntaxNode> PublicTypes(SyntaxNode root) =>
        root.DescendantNodes()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(node => node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Where(node => ((MemberDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PublicKeyword));

    private static bool IsOfAFamily(SyntaxNode type) =>
        type is RecordDeclarationSyntax or EnumDeclarationSyntax or DelegateDeclarationSyntax && LinesOf(type) <= LinesOfAFamilyMemberMax;

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
