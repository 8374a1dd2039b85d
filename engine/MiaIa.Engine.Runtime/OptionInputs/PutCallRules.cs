using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>Every rule of PutCallHistory.</summary>
internal static class PutCallRules
{
    private const double LogRatioMax = 20;

    internal static Refusal? FirstBroken(PutCallHistory history) =>
        OptionRules.Chain("put_call_history.underlying", history.Underlying)
        ?? OptionRules.Unless(
            history.Day.Count <= PutCallDays.DaysMax,
            RefusalReason.BadCount,
            "put_call_history.day.length",
            history.Day.Count,
            "0 to 20"
        )
        ?? Days(history);

    private static Refusal? Days(PutCallHistory history)
    {
        uint before = 0;
        for (var d = 0; d < history.Day.Count; d++)
        {
            var day = history.Day[d];
            var field = OptionRules.Indexed("put_call_history.day", d);
            if (OptionRules.DateOf(day.Date) is null || day.Date <= before)
                return Refusal.From(RefusalReason.BadTime, field + ".date", day.Date, "a date as yyyymmdd, later than the day before it");

            before = day.Date;
            var broken =
                Field.SameLength(field + ".log_ratio", day.LogRatio.Count, day.Minute.Count, field + ".minute") ?? Minutes(day, field);
            if (broken is not null)
                return broken;
        }

        return null;
    }

    private static Refusal? Minutes(PutCallDay day, string field)
    {
        for (var i = 0; i < day.Minute.Count; i++)
        {
            if (day.Minute[i] >= PutCallDays.MinutesOfDay || (i > 0 && day.Minute[i] <= day.Minute[i - 1]))
                return Refusal.At(RefusalReason.BadTime, field + ".minute", i, day.Minute[i], "0 to 1439 and ascending");

            if (!double.IsFinite(day.LogRatio[i]) || Math.Abs(day.LogRatio[i]) > LogRatioMax)
                return Refusal.At(RefusalReason.OutOfRange, field + ".log_ratio", i, day.LogRatio[i], "-20 to 20");
        }

        return null;
    }
}
