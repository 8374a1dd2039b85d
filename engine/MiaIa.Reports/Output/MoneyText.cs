using System.Globalization;

namespace MiaIa.Reports.Output;

/// <summary>Money as it is shown everywhere, so that a page and a terminal never differ by a cent.</summary>
public static class MoneyText
{
    /// <summary><c>1,234.50 $</c>.</summary>
    /// <param name="cents">Whole ones.</param>
    public static string Dollars(long cents) => (cents / 100m).ToString("#,##0.00 $", CultureInfo.InvariantCulture);

    /// <summary>The same of a mean: the nearest cent, half of one away from zero.</summary>
    /// <param name="cents">With parts of a cent.</param>
    public static string Dollars(double cents) => Dollars((long)Math.Round(cents, MidpointRounding.AwayFromZero));
}
