using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>The pictures of the documents: each is shown, and says what the steps beside it say.</summary>
public sealed partial class PictureTests
{
    private const string Folder = "docs/pictures/";

    // Pictures that are looked at on a slow line, and that every clone carries for ever.
    private const long BytesMax = 150_000;

    [Test]
    public void Each_picture_is_shown_and_light()
    {
        var documents = Documents().Select(SourceTree.Read).ToArray();
        var pictures = SourceTree.Files(".svg", ".png").Where(path => path.StartsWith(Folder, StringComparison.Ordinal)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(pictures, Is.Not.Empty);
            Assert.That(pictures.Where(path => !documents.Any(text => Shows(text, path))), Is.Empty, "shown nowhere");
            Assert.That(pictures.Where(path => new FileInfo(Path.Combine(SourceTree.Root, path)).Length > BytesMax), Is.Empty);
        });
    }

    [Test]
    public void A_drawn_dialog_says_what_the_steps_say()
    {
        var inputs = SourceTree.Read("docs/inputs.md");
        var wrong =
            from path in SourceTree.Files(".svg")
            let steps = string.Join('\n', Documents().Select(SourceTree.Read).Where(text => Shows(text, path))) + inputs
            from Match match in Text().Matches(SourceTree.Read(path))
            let text = match.Groups[1].Value
            where !steps.Contains(text, StringComparison.Ordinal)
            select $"{path}: {text}";
        Assert.That(wrong, Is.Empty);
    }

    private static bool Shows(string document, string path) =>
        document.Contains($"pictures/{Path.GetFileName(path)})", StringComparison.Ordinal);

    private static IEnumerable<string> Documents() => SourceTree.Files(".md");

    // Menus and buttons that are only there to be recognised are grey: class g.
    [GeneratedRegex("<text(?! class=\"g\")[^>]*>([^<]+)</text>")]
    private static partial Regex Text();
}
