using System.Globalization;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>Every rule of OptionInput. An input is taken whole or not at all.</summary>
public static class OptionRules
{
    private const double PointsMax = 1_000_000;

    /// <summary>Returns the first rule that an input breaks, or null. Allocates only to refuse.</summary>
    /// <param name="input">The input.</param>
    /// <param name="listed">What is listed now: an update has to fit it.</param>
    public static Refusal? FirstBroken(OptionInput input, ListedChains listed)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(listed);
        return input.BodyCase switch
        {
            OptionInput.BodyOneofCase.Listed => ListingRules.FirstBroken(input.Listed),
            OptionInput.BodyOneofCase.Update => ChainUpdateRules.FirstBroken(input.Update, listed),
            OptionInput.BodyOneofCase.Print => FirstBroken(input.Print),
            OptionInput.BodyOneofCase.Status => FirstBroken(input.Status),
            OptionInput.BodyOneofCase.PutCallHistory => PutCallRules.FirstBroken(input.PutCallHistory),
            _ => new Refusal(RefusalReason.NoBody, "body", "none", "one of the bodies that options.proto names"),
        };
    }

    /// <summary>A chain: SPX, NDX or QQQ.</summary>
    internal static Refusal? Chain(string field, Underlying underlying) =>
        Field.Enum(field, (int)underlying, (int)Underlying.Spx, (int)Underlying.Qqq, "1 (SPX), 2 (NDX) or 3 (QQQ)");

    internal static Refusal? Source(string field, OptionSource source) =>
        Field.Enum(field, (int)source, (int)OptionSource.Live, (int)OptionSource.Synthetic, "1 (live) to 5 (synthetic)");

    /// <summary>A refusal unless something holds; the value is boxed only to refuse.</summary>
    internal static Refusal? Unless<T>(bool isSound, RefusalReason reason, string field, T value, string allowed)
        where T : IFormattable => isSound ? null : Refusal.From(reason, field, value, allowed);

    private static Refusal? FirstBroken(UnderlyingPrint print) =>
        Field.Enum("print.underlying", (int)print.Underlying, (int)Underlying.Spx, (int)Underlying.Vxn, "1 (SPX) to 5 (VXN)")
        ?? Source("print.source", print.Source)
        ?? Field.Finite("print.points", print.Points)
        ?? Unless(print.Points is > 0 and <= PointsMax, RefusalReason.BadPrice, "print.points", print.Points, "above 0, at most 1000000")
        ?? Field.Time("print.observed_unix_us", print.ObservedUnixUs);

    private static Refusal? FirstBroken(OptionFeedStatus status) =>
        Field.Enum("status.underlying", (int)status.Underlying, 0, (int)Underlying.Vxn, "0 (all) to 5 (VXN)")
        ?? Field.Enum(
            "status.condition",
            (int)status.Condition,
            (int)OptionFeedCondition.Up,
            (int)OptionFeedCondition.Frozen,
            "1 (up) to 4 (frozen)"
        )
        ?? Field.Time("status.observed_unix_us", status.ObservedUnixUs)
        ?? Field.Text("status.text", status.Text, Limits.TextCharactersMax);

    /// <summary>A date as yyyymmdd; null when there is no such day.</summary>
    internal static NodaTime.LocalDate? DateOf(uint date)
    {
        var (year, month, day) = ((int)(date / 10_000), (int)(date / 100 % 100), (int)(date % 100));
        return
            year is >= 2000 and < 2100
            && month is >= 1 and <= 12
            && day >= 1
            && day <= NodaTime.CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new NodaTime.LocalDate(year, month, day)
            : null;
    }

    internal static string Indexed(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
