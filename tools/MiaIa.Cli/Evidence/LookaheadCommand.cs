using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards.Days;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia lookahead</c>: whether a reading knew what came after it.</summary>
internal static class LookaheadCommand
{
    private const string Doc = """
        Read days whole, and again from copies that end in their middle. A reading that says something else before the cut knew the future.

        Example:
          miaia lookahead --data recordings --from 2026-01-05 --to 2026-01-09
        """;

    public static Command Create()
    {
        var days = new DayArguments();
        var cuts = Arguments.Number("--cuts", "How often each day is cut, evenly over its hours.", 3, 1, 100);
        var command = new Command("lookahead", Doc) { cuts };
        days.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                DayArguments.RunAsync(
                    parsed,
                    async output =>
                    {
                        var (read, leaks) = (DayReader.By(days.Options(parsed)), 0);
                        foreach (var day in days.Read(parsed, null, cancellation).Playable)
                        {
                            var folder = Directory.CreateTempSubdirectory("miaia-lookahead-");
                            try
                            {
                                var found = LookaheadCheck.Of(
                                    read,
                                    DayWork.InputsOf(day),
                                    days.WarmUp(parsed),
                                    parsed.GetValue(cuts),
                                    folder.FullName,
                                    cancellation
                                );
                                foreach (var cut in found)
                                {
                                    leaks += cut.Differences.Count;
                                    await output.WriteLineAsync(
                                        $"{day.Date:yyyy-MM-dd} cut at {ReadingText.Clock(cut.Cut.Value)} New York, {cut.Seconds} seconds compared: {Verdict(day, cut)}"
                                    );
                                    foreach (var difference in cut.Differences)
                                        await output.WriteLineAsync("  " + ReadingText.Of(difference, "whole", "cut"));
                                }
                            }
                            finally
                            {
                                folder.Delete(recursive: true);
                            }
                        }

                        return leaks == 0;
                    }
                )
        );
        return command;
    }

    // What stands behind a later record is of before the cut and in neither copy: that is the file's fault, and nobody knew the future.
    private static string Verdict(RecordedDay day, LookaheadCut cut) =>
        cut.Differences.Count == 0 ? "no look-ahead"
        : day.StepsBack > 0 ? "NOT TOLD: its file steps back, so that a cut by time is none by what was known"
        : "LOOK-AHEAD";
}
