using MiaIa.Engine.Market;
using MiaIa.V1;
using NodaTime;

namespace Golden.Beside;

/// <summary>Option inputs as the tests say them.</summary>
internal static class OptionWords
{
    public static OptionInput Print(Underlying underlying, double points, UnixNanos at, OptionSource source) =>
        new()
        {
            Print = new UnderlyingPrint
            {
                Underlying = underlying,
                Points = points,
                ObservedUnixUs = at.Micros,
                Source = source,
            },
        };

    /// <summary>A recorded input as if it had been told now.</summary>
    public static OptionInput AsOf(OptionInput input, UnixNanos now)
    {
        var moved = input.Clone();
        if (moved.Listed is { } listed)
            listed.ObservedUnixUs = now.Micros;
        if (moved.Update is { } update)
            update.BaseUnixUs = now.Micros;
        if (moved.Print is { } print)
            print.ObservedUnixUs = now.Micros;
        return moved;
    }

    /// <summary>Put/call ratios of an hour on twenty days that never were, from one date on: ln(put/call) about 0.2, another on each day and minute.</summary>
    public static OptionInput TwentyDays(Underlying underlying, LocalDate first, uint firstMinute)
    {
        var history = new PutCallHistory { Underlying = underlying };
        for (var day = 0u; day < 20; day++)
        {
            var date = first.PlusDays((int)day);
            var stored = new PutCallDay { Date = (uint)((date.Year * 10_000) + (date.Month * 100) + date.Day) };
            for (var minute = 0u; minute < 60; minute++)
            {
                stored.Minute.Add(firstMinute + minute);
                stored.LogRatio.Add(0.2 + (0.01 * ((((day * 7) + minute) % 11) - 5.0)));
            }

            history.Day.Add(stored);
        }

        return new OptionInput { PutCallHistory = history };
    }
}
