using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>
/// The one brace style: what a condition or a loop governs has no braces when head and statement take one line each, and has them otherwise.
/// The branches of one if go together: if one of them has to have braces, all have.
/// </summary>
internal static class BraceStyle
{
    /// <summary>The statements of a file whose braces are missing or too many.</summary>
    public static IEnumerable<SyntaxNode> Broken(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            var governed = Governed(node).ToArray();
            var need = governed.Any(statement => HeadSpansLines(statement) || NeedsBraces(statement));
            foreach (var statement in governed)
            {
                if (statement is BlockSyntax != need)
                    yield return statement;
            }
        }
    }

    private static IEnumerable<StatementSyntax> Governed(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax { Parent: ElseClauseSyntax } => [],
            IfStatementSyntax first => Branches(first),
            ForStatementSyntax loop => [loop.Statement],
            CommonForEachStatementSyntax loop => [loop.Statement],
            WhileStatementSyntax loop => [loop.Statement],
            _ => [],
        };

    private static IEnumerable<StatementSyntax> Branches(IfStatementSyntax first)
    {
        for (var now = first; ; )
        {
            yield return now.Statement;
            if (now.Else is null)
                yield break;
            if (now.Else.Statement is not IfStatementSyntax next)
            {
                yield return now.Else.Statement;
                yield break;
            }

            now = next;
        }
    }

    // An if without else inside would take the else of the outer one; a comment inside needs its place.
    private static bool NeedsBraces(StatementSyntax statement)
    {
        if (statement is not BlockSyntax block)
            return SpansLines(statement);
        return block.Statements.Count != 1 || SpansLines(block.Statements[0]) || HasComment(block) || IsDeclaration(block.Statements[0]);
    }

    private static bool IsDeclaration(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax;

    private static bool HasComment(BlockSyntax block) =>
        block.DescendantTrivia().Any(trivia => trivia.ToString().TrimStart() is ['/', '/' or '*', ..]);

    // From if, else, for, foreach or while to the parenthesis that closes what it asks.
    private static bool HeadSpansLines(StatementSyntax statement)
    {
        var tree = statement.SyntaxTree;
        var from = tree.GetLineSpan(new(statement.Parent!.SpanStart, 0)).StartLinePosition.Line;
        var to = tree.GetLineSpan(statement.GetFirstToken().GetPreviousToken().Span).StartLinePosition.Line;
        return to > from;
    }

    private static bool SpansLines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line > span.StartLinePosition.Line;
    }
}
