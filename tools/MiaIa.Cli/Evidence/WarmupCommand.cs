using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Work;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia warmup</c>: whether more history would have changed a reading.</summary>
internal sealed class WarmupCommand
{
    private const string Doc = """
        Read days with their warm-up and with a longer one. A reading that differs needs more days before it than it was given.

        Example:
          miaia warmup --data recordings --from 2026-01-05 --to 2026-01-09 --warm-up 1 --more 5
        """;

    private readonly DayArguments _days = new();
    private readonly Option<int> _more = Arguments.Number("--more", "Trading days before that the warm-up is held against.", 6, 1, 60);
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public static Command Create()
    {
        var warmup = new WarmupCommand();
        var command = new Command("warmup", Doc) { warmup._more };
        warmup._days.AddTo(command);
        command.Options.Add(warmup._json);
        command.SetAction(
            (parsed, cancellation) => DayArguments.RunAsync(parsed, output => warmup.CheckAsync(parsed, output, cancellation))
        );
        return command;
    }

    private async Task<bool> CheckAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        var more = parsed.GetValue(_more);
        if (more <= _days.WarmUp(parsed))
            throw new EvidenceException("--more has to be more than --warm-up");
        var isJson = parsed.GetValue(_json);
        var told = isJson ? parsed.InvocationConfiguration.Error : output;
        var read = DayReader.By(_days.Options(parsed));
        var shown = new List<ShownDay>();
        foreach (var day in _days.Read(parsed, null, cancellation).Playable)
        {
            var found = WarmUpCheck.Of(read, DayWork.InputsOf(day), _days.WarmUp(parsed), more, cancellation);
            shown.Add(new(day.Date, found.Days, found.MoreDays, found.Seconds, found.Differences));
            await told.WriteLineAsync(
                $"{day.Date:yyyy-MM-dd} with {found.Days} and with {found.MoreDays} days before, {found.Seconds} seconds compared: {(found.Differences.Count == 0 ? "the same" : "TOO SHORT")}"
            );
            foreach (var difference in found.Differences)
                await told.WriteLineAsync("  " + ReadingText.Of(difference, "fewer days", "more days"));
        }

        var isEnough = shown.All(day => day.Differences.Count == 0);
        if (isJson)
            await output.WriteLineAsync(JsonOutput.Of(new { isEnough, days = shown }));
        return isEnough;
    }

    private sealed record ShownDay(DateOnly Date, int WarmUpDays, int MoreDays, long Seconds, IReadOnlyList<ReadingDifference> Differences);
}
