using System.Text.RegularExpressions;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>The table of codes in docs/orders.md holds every code that the study's sources make, and none that nobody makes.</summary>
public sealed partial class RefusalCodeTests
{
    [Test]
    public void The_document_has_every_code_of_the_study()
    {
        var told = DocumentedCodes();
        // Its words in two languages look alike, and are no codes.
        var sources = OrderDocument.Sources("sierra-study", "MiaIa*.h", except: "MiaIaWords");
        var made = StudyCode().Matches(sources).Select(match => match.Groups[1].Value);
        Assert.That(made.Distinct().Except(told), Is.Empty);
    }

    [Test]
    public void The_document_has_no_code_that_nobody_makes()
    {
        var sources =
            OrderDocument.Sources("sierra-study", "MiaIa*.h", except: "MiaIaWords")
            + OrderDocument.Sources("engine/MiaIa.Engine/Paper", "*.cs");
        Assert.That(DocumentedCodes().Where(code => !sources.Contains($"\"{code}\"", StringComparison.Ordinal)), Is.Empty);
    }

    private static string[] DocumentedCodes()
    {
        var codes = OrderDocument.Table("| code |")[1..].Select(row => row[0].Trim('`')).ToArray();
        Assert.That(codes, Is.Unique.And.Not.Empty);
        return codes;
    }

    // A refusal is made as {"code", "text"}; a rejection sets the code of its order.
    [GeneratedRegex("""(?:\{|code\.Assign\()"([a-z_]+)"(?:, "|\))""")]
    private static partial Regex StudyCode();
}
