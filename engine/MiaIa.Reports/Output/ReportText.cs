using System.Globalization;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Output;

/// <summary>Figures as people read them.</summary>
internal static class ReportText
{
    internal const string None = "–";

    internal static string Dollars(long cents) => MoneyText.Dollars(cents);

    internal static string Dollars(double? cents) => cents is { } value ? MoneyText.Dollars(value) : None;

    internal static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("0.0 '%'", CultureInfo.InvariantCulture) : None;

    internal static string Number(double? value, string format = "0.00") =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : None;

    internal static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>58.3 % of 120 [49.4 to 66.8].</summary>
    internal static string Of(Rate rate) =>
        rate.Value is null
            ? None
            : FormattableString.Invariant($"{rate.Value * 100:0.0} % of {rate.Count} [{rate.Low * 100:0.0} to {rate.High * 100:0.0}]");

    /// <summary>What the coin makes of the same trades, and how often it does as well.</summary>
    internal static string Coin(Rate rate) =>
        rate.Coin is { } coin ? FormattableString.Invariant($"{coin * 100:0.0} % (as well: {rate.CoinAtLeast * 100:0} %)") : None;

    internal static string Of(Estimate estimate, string format = "0.00") =>
        estimate.Value is null ? $"{None} ({estimate.Method})"
        : estimate.Low is null ? $"{Number(estimate.Value, format)} of {estimate.Count} ({estimate.Method})"
        : $"{Number(estimate.Value, format)} of {estimate.Count} [{Number(estimate.Low, format)} to {Number(estimate.High, format)}]";

    internal static string Money(Estimate cents) =>
        cents.Value is null ? None
        : cents.Low is null ? Dollars(cents.Value)
        : $"{Dollars(cents.Value)} [{Dollars(cents.Low)} to {Dollars(cents.High)}]";

    internal static HtmlCell Signed(long cents) =>
        new(
            Dollars(cents),
            cents < 0 ? "lost"
                : cents > 0 ? "won"
                : ""
        );

    internal static string Held(double? seconds) =>
        seconds is { } value ? TimeSpan.FromSeconds(Math.Round(value)).ToString("c", CultureInfo.InvariantCulture) : None;
}
