using MiaIa.Reports.Journal;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Answers;

/// <summary>The regular minutes of a period together.</summary>
internal static class AnswerTally
{
    /// <summary>Null = not one minute was measured.</summary>
    internal static LatencyFacts? Of(string folder, ReportPeriod period)
    {
        AnswerMinute[] minutes =
        [
            .. AnswerFiles.Read(folder, period.BeginsAt, period.EndsAt).Where(minute => period.IsRegular(minute.MomentUnixNs)),
        ];
        var answers = minutes.Sum(minute => minute.Answers);
        return minutes.Length == 0
            ? null
            : new(
                answers,
                minutes.Sum(minute => minute.MeanMillis * minute.Answers) / answers,
                minutes.Length,
                minutes.Max(minute => minute.P99Millis),
                minutes.Count(minute => minute.P99Millis >= LatencyFacts.P99LimitMillis)
            );
    }
}
