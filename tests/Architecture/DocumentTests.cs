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

    [Test]
    public void Documents_link_only_to_what_exists()
    {
        var wrong =
            from document in Documents()
            from Match match in Link().Matches(SourceTree.Read(document))
            let target = match.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !IsThere(document, target)
            select $"{document}: {target}";
        Assert.That(wrong, Is.Empty);
    }

    // A file or folder beside the document, and in it the heading that is named.
    private static bool IsThere(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
        var full = Path.Combine(SourceTree.Root, path);
        return parts.Length == 1
            ? Path.Exists(full)
            : File.Exists(full) && File.ReadLines(full).Any(line => line.StartsWith('#') && AnchorOf(line) == parts[1]);
    }

    // As GitHub makes them: small letters, hyphens for spaces, no other signs.
    private static string AnchorOf(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_'))
            .Replace(' ', '-');

    private static IEnumerable<string> Documents() => SourceTree.Files(".md");

    // The ending of a kind that is committed; names with a placeholder or a wildcard are not meant.
    [GeneratedRegex(@"`([A-Za-z0-9_./-]+\.(?:cs|cpp|h|proto|csproj))`")]
    private static partial Regex FileName();

    // [words](target), also of a picture.
    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    // A sentence with underscores: at least three words.
    [GeneratedRegex(@"`([A-Z][a-z]*(?:_[A-Za-z0-9]+){3,})`")]
    private static partial Regex TestName();
}
