using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Work;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia warmup</c>: whether more history would have changed a reading.</summary>
internal static class WarmupCommand
{
    private const string Doc = """
        Read days with their warm-up and with a longer one. A reading that differs needs more days before it than it was given.

        Example:
          miaia warmup --data recordings --from 2026-01-05 --to 2026-01-09 --warm-up 1 --more 5
        """;

    public static Command Create()
    {
        var days = new DayArguments();
        var more = Arguments.Number("--more", "Trading days before that the warm-up is held against.", 6, 1, 60);
        var command = new Command("warmup", Doc) { more };
        days.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                days.RunAsync(
                    parsed,
                    async (chosen, output) =>
                    {
                        if (parsed.GetValue(more) <= days.WarmUp(parsed))
                            throw new EvidenceException("--more has to be more than --warm-up");
                        var (read, changed) = (DayReader.By(days.Options(parsed)), 0);
                        foreach (var day in chosen.Playable)
                        {
                            var found = WarmUpCheck.Of(
                                read,
                                DayWork.InputsOf(day),
                                days.WarmUp(parsed),
                                parsed.GetValue(more),
                                cancellation
                            );
                            changed += found.Differences.Count;
                            await output.WriteLineAsync(
                                $"{day.Date:yyyy-MM-dd} with {found.Days} and with {found.MoreDays} days before, {found.Seconds} seconds compared: {(found.Differences.Count == 0 ? "the same" : "TOO SHORT")}"
                            );
                            foreach (var difference in found.Differences)
                                await output.WriteLineAsync("  " + ReadingText.Of(difference, "fewer days", "more days"));
                        }

                        return changed == 0;
                    },
                    cancellation
                )
        );
        return command;
    }
}
