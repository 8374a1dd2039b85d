using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Tests.Risk;

/// <summary>The table of codes in the document is made of the enumeration and its comments, here, and compared.</summary>
public sealed partial class RiskDocumentTests
{
    private const string Begins = "<!-- The table is made of RiskCode.cs: RiskDocumentTests shows it when it differs. -->\n";
    private const string Ends = "<!-- The end of the table. -->";

    [Test]
    public void The_table_of_codes_is_that_of_the_enumeration()
    {
        var document = File.ReadAllText(Document());
        var from = document.IndexOf(Begins, StringComparison.Ordinal) + Begins.Length;
        var to = document.IndexOf(Ends, StringComparison.Ordinal);
        Assert.That(from, Is.GreaterThan(Begins.Length).And.LessThanOrEqualTo(to), "the marks of the table");
        var table = Table();
        Assert.That(document[from..to].Trim(), Is.EqualTo(table.Trim()), table);
    }

    private static string Table()
    {
        var comments = XDocument
            .Load(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.xml"))
            .Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, member => OneLine(member.Element("summary")?.Value ?? ""));
        var table = new StringBuilder("| code | refuses when | figures | the study checks again |\n|---|---|---|---|\n");
        foreach (var code in Enum.GetValues<RiskCode>())
        {
            var text = comments[$"F:MiaIa.Engine.Risk.RiskCode.{code}"];
            var figures = text.IndexOf("Value", StringComparison.Ordinal);
            Assert.That(figures, Is.Positive, $"the comment of {code} says what its figures are");
            var checks = RiskCodes.IsCheckedByStudy(code) ? "yes" : "";
            table.Append($"| `{RiskCodes.NameOf(code)}` | {text[..figures].Trim()} | {text[figures..].Trim()} | {checks} |\n");
        }

        return table.ToString();
    }

    private static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "risk.md");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("docs/risk.md is in no folder above the tests");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
