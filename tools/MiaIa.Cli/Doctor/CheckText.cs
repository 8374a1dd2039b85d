using MiaIa.Cli.Parsing;
using MiaIa.Hosting;

namespace MiaIa.Cli.Doctor;

/// <summary>What was looked at, as lines for a person and as JSON for a program.</summary>
internal static class CheckText
{
    private const int CharactersMax = 1_000;

    /// <summary>One line a check and one for what to do, then the sum.</summary>
    internal static IEnumerable<string> Lines(IReadOnlyList<Check> checks)
    {
        foreach (var check in checks)
        {
            yield return $"{Word(check.Verdict), -9} {check.Name, -24} {PrintableText.From(check.Found, CharactersMax)}";
            if (check.ToDo.Length > 0)
                yield return $"{"", -9} {"", -24} -> {PrintableText.From(check.ToDo, CharactersMax)}";
        }

        yield return string.Join(
            ", ",
            Enum.GetValues<Verdict>().Select(verdict => $"{checks.Count(check => check.Verdict == verdict)} {Word(verdict)}")
        );
    }

    internal static string Json(IReadOnlyList<Check> checks) => JsonOutput.Of(new { isGood = ExitCodeOf(checks) == ExitCodes.Ok, checks });

    /// <summary>A warning is for a person to judge; a failure ends a script.</summary>
    internal static int ExitCodeOf(IEnumerable<Check> checks) =>
        checks.Any(check => check.Verdict == Verdict.Fail) ? ExitCodes.Fault : ExitCodes.Ok;

    private static string Word(Verdict verdict) => verdict == Verdict.NotKnown ? "NOT KNOWN" : verdict.ToString().ToUpperInvariant();
}
