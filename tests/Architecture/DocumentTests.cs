using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>A document that names a file, a folder or a test names one that exists.</summary>
public sealed partial class DocumentTests
{
    [Test]
    public void Documents_name_only_files_that_exist()
    {
        var all = SourceTree.Files(".cs", ".cpp", ".h", ".proto", ".csproj");
        var wrong =
            from document in Documents()
            from Match match in FileName().Matches(SourceTree.Read(document))
            let name = match.Groups[1].Value
            where !all.Any(path => path == name || path.EndsWith("/" + name, StringComparison.Ordinal))
            select $"{document}: {name}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Documents_name_only_tests_that_exist()
    {
        var tests = string.Join('\n', SourceTree.Files(".cs", ".cpp").Select(SourceTree.Read));
        var wrong =
            from document in Documents()
            from Match match in TestName().Matches(SourceTree.Read(document))
            let name = match.Groups[1].Value
            where !tests.Contains(name, StringComparison.Ordinal)
            select $"{document}: {name}";
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> Documents() => SourceTree.Files(".md");

    // The ending of a kind that is committed; names with a placeholder or a wildcard are not meant.
    [GeneratedRegex(@"`([A-Za-z0-9_./-]+\.(?:cs|cpp|h|proto|csproj))`")]
    private static partial Regex FileName();

    // A sentence with underscores: at least three words.
    [GeneratedRegex(@"`([A-Z][a-z]*(?:_[A-Za-z0-9]+){3,})`")]
    private static partial Regex TestName();
}
