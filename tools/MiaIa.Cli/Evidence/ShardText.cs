using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Work;

namespace MiaIa.Cli.Evidence;

/// <summary>How shards and plans stand, in words.</summary>
internal static class ShardText
{
    private const int MessageMax = 1000;

    /// <summary>How one ended.</summary>
    public static string Of(ShardResult result) =>
        result.Ending switch
        {
            ShardEnding.Made => result.Message.Length == 0 ? "made" : $"made anew: {Printable(result.Message)}",
            ShardEnding.AlreadyThere => "was there",
            ShardEnding.TryAgain => $"not done, another try may help: {Printable(result.Message)}",
            _ => $"cannot be done: {Printable(result.Message)}",
        };

    /// <summary>What was found of units that had been done.</summary>
    public static string Of(DamagedFile damaged) =>
        $"{damaged.Unit}: {Printable(damaged.Name)} is not what {UnitRecord.FileName} says of it, so the shard is done anew";

    /// <summary>How far a plan is, on one line.</summary>
    public static string Of(CarryProgress progress)
    {
        var done = progress.Before + progress.Done;
        var text = string.Create(CultureInfo.InvariantCulture, $"{done} of {progress.Total} done");
        if (progress.Failed > 0)
            text += string.Create(CultureInfo.InvariantCulture, $", {progress.Failed} cannot be done");
        if (progress.EventsPerSecond > 0)
            text += string.Create(CultureInfo.InvariantCulture, $", {progress.EventsPerSecond / 1e6:0.00} million events/s");
        if (progress.Left is { } left && done < progress.Total)
            text += $", {LeftText(left)} left";
        return progress.Note.Length == 0 ? text : $"{text}; {Printable(progress.Note)}";
    }

    /// <summary>How it stands in the end: what is not done, with its reason, and what to do.</summary>
    public static IEnumerable<string> Of(CarryResult result)
    {
        const int ShownMax = 20;
        yield return $"{result.Total - result.NotDone.Count} of {Counted.Of(result.Total, "shard")} {(result.Total == 1 ? "is" : "are")} done.";
        if (!result.IsElsewhere || result.NotDone.Any(one => one.Ending == ShardEnding.Failed))
        {
            foreach (var one in result.NotDone.Take(ShownMax))
                yield return $"  {one.Unit}: {Of(one)}";
            if (result.NotDone.Count > ShownMax)
                yield return $"  and {result.NotDone.Count - ShownMax} more";
        }

        foreach (var note in result.Notes)
            yield return Printable(note);
    }

    // Schedulers and other machines wrote it.
    private static string Printable(string text) => EvidenceEnding.OneLine(text, MessageMax);

    private static string LeftText(TimeSpan left) =>
        left.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes:00} min")
        : left.TotalMinutes >= 1 ? $"{left.Minutes} min {left.Seconds:00} s"
        : $"{Math.Ceiling(left.TotalSeconds):0} s";
}
