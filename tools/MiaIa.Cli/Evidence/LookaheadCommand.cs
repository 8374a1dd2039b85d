using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards.Days;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia lookahead</c>: whether a reading knew what came after it.</summary>
internal sealed class LookaheadCommand
{
    private const string Doc = """
        Read days whole, and again from copies that end in their middle. A reading that says something else before the cut knew the future.

        Example:
          miaia lookahead --data recordings --from 2026-01-05 --to 2026-01-09
        """;

    private readonly DayArguments _days = new();
    private readonly Option<int> _cuts = Arguments.Number("--cuts", "How often each day is cut, evenly over its hours.", 3, 1, 100);
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public static Command Create()
    {
        var lookahead = new LookaheadCommand();
        var command = new Command("lookahead", Doc) { lookahead._cuts };
        lookahead._days.AddTo(command);
        command.Options.Add(lookahead._json);
        command.SetAction(
            (parsed, cancellation) => DayArguments.RunAsync(parsed, output => lookahead.CheckAsync(parsed, output, cancellation))
        );
        return command;
    }

    private async Task<bool> CheckAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        var isJson = parsed.GetValue(_json);
        var told = isJson ? parsed.InvocationConfiguration.Error : output;
        var read = DayReader.By(_days.Options(parsed));
        var shown = new List<ShownCut>();
        foreach (var day in _days.Read(parsed, null, cancellation).Playable)
        {
            var folder = Directory.CreateTempSubdirectory("miaia-lookahead-");
            try
            {
                var found = LookaheadCheck.Of(
                    read,
                    DayWork.InputsOf(day),
                    _days.WarmUp(parsed),
                    parsed.GetValue(_cuts),
                    folder.FullName,
                    cancellation
                );
                foreach (var cut in found)
                {
                    var verdict = VerdictOf(day, cut);
                    shown.Add(new(day.Date, cut.Cut.Value, cut.Seconds, verdict, cut.Differences));
                    await told.WriteLineAsync(
                        $"{day.Date:yyyy-MM-dd} cut at {ReadingText.Clock(cut.Cut.Value)} New York, {cut.Seconds} seconds compared: {TextOf(verdict)}"
                    );
                    foreach (var difference in cut.Differences)
                        await told.WriteLineAsync("  " + ReadingText.Of(difference, "whole", "cut"));
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        var isClean = shown.All(cut => cut.Verdict == Verdict.NoLookahead);
        if (isJson)
            await output.WriteLineAsync(JsonOutput.Of(new { noLookahead = isClean, cuts = shown }));
        return isClean;
    }

    // What stands behind a later record is of before the cut and in neither copy: that is the file's fault, and nobody knew the future.
    private static Verdict VerdictOf(RecordedDay day, LookaheadCut cut) =>
        cut.Differences.Count == 0 ? Verdict.NoLookahead
        : day.StepsBack > 0 ? Verdict.NotTold
        : Verdict.Lookahead;

    private static string TextOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.NoLookahead => "no look-ahead",
            Verdict.NotTold => "NOT TOLD: its file steps back, so that a cut by time is none by what was known",
            _ => "LOOK-AHEAD",
        };

    private enum Verdict
    {
        NoLookahead,
        NotTold,
        Lookahead,
    }

    private sealed record ShownCut(
        DateOnly Date,
        long CutUnixNs,
        long Seconds,
        Verdict Verdict,
        IReadOnlyList<ReadingDifference> Differences
    );
}
