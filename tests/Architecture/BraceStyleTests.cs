using Microsoft.CodeAnalysis.CSharp;

namespace Architecture;

public sealed class BraceStyleTests
{
    [Test]
    public void The_whole_tree_has_one_brace_style()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            from statement in BraceStyle.Broken(SourceTree.Parse(path))
            select SourceTree.Place(statement);
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [TestCase("if (a)\n b();", 0)]
    [TestCase("if (a)\n{\n b();\n}", 1)]
    [TestCase("if (a)\n{\n b();\n c();\n}", 0)]
    [TestCase("if (a)\n b(\n c);", 1)]
    [TestCase("if (a)\n{\n b(\n c);\n}", 0)]
    [TestCase("if (a)\n b();\nelse if (c)\n d();\nelse\n{\n e();\n}", 1)]
    [TestCase("if (a)\n b();\nelse\n{\n d();\n e();\n}", 1, Description = "the branches go together")]
    [TestCase("if (a)\n{\n b();\n}\nelse\n{\n d();\n e();\n}", 0)]
    [TestCase("foreach (var a in b)\n{\n c();\n}", 1)]
    [TestCase("for (;;)\n{\n if (a)\n  b();\n}", 0)]
    [TestCase("if (\n a\n)\n{\n b();\n}", 0, Description = "the head takes three lines")]
    [TestCase("while (a)\n{\n // why\n b();\n}", 0)]
    public void Braces_stand_where_more_than_one_line_is_governed(string text, int broken) =>
        Assert.That(BraceStyle.Broken(CSharpSyntaxTree.ParseText(text).GetRoot()).Count(), Is.EqualTo(broken));
}
