using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>Finds the functions of a C++ text by its braces: enough to measure them, no parser.</summary>
internal static partial class CppFunctions
{
    /// <summary>One function body: the line of its opening brace and how many lines it spans.</summary>
    internal readonly record struct Function(int FirstLine, int Lines);

    /// <summary>Outermost braces that follow a parameter list; bodies inside them (lambdas, loops) are part of them.</summary>
    public static IEnumerable<Function> In(string text)
    {
        var code = WithoutCommentsAndStrings(text);
        var open = new Stack<(int Line, bool Function)>();
        var head = 0;
        var line = 1;
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '\n')
                line++;
            if (code[i] is ';')
                head = i + 1;
            if (code[i] == '{')
            {
                var inside = open.Any(o => o.Function);
                open.Push((line, !inside && IsFunctionHead(code[head..i])));
                head = i + 1;
            }
            else if (code[i] == '}' && open.Count > 0)
            {
                var (first, function) = open.Pop();
                if (function)
                    yield return new Function(first, line - first + 1);
                head = i + 1;
            }
        }
    }

    /// <summary>A macro call without a semicolon may stand before a namespace: what decides is the end of the head.</summary>
    private static bool IsFunctionHead(string head) =>
        head.Contains('(', StringComparison.Ordinal) && !head.TrimEnd().EndsWith('=') && !NamespaceHead().IsMatch(head);

    [GeneratedRegex(@"\bnamespace(\s+[\w:]+)?\s*$")]
    private static partial Regex NamespaceHead();

    /// <summary>The same text and lines with comments, strings and preprocessor lines blanked.</summary>
    private static string WithoutCommentsAndStrings(string text)
    {
        var code = text.ToCharArray();
        for (var i = 0; i < code.Length; i++)
        {
            var end = EndOfQuiet(text, i);
            for (var j = i; j < end; j++)
            {
                if (code[j] != '\n')
                    code[j] = ' ';
            }
            if (end > i)
                i = end - 1;
        }
        return new string(code);
    }

    private static int EndOfQuiet(string text, int at)
    {
        if (text[at] == '#' && (at == 0 || text[..at].Split('\n')[^1].Trim().Length == 0))
            return End(text, "\n", at);
        if (string.CompareOrdinal(text, at, "//", 0, 2) == 0)
            return End(text, "\n", at);
        if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            return End(text, "*/", at + 2) + 2;
        if (string.CompareOrdinal(text, at, "R\"(", 0, 3) == 0)
            return End(text, ")\"", at + 3) + 2;
        if (text[at] is not ('"' or '\''))
            return at;
        if (text[at] == '\'' && at > 0 && char.IsAsciiHexDigit(text[at - 1]))
            return at;
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[at])
                return i + 1;
        }
        return text.Length;
    }

    private static int End(string text, string mark, int from)
    {
        var at = text.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? text.Length - mark.Length + 1 : at;
    }
}
