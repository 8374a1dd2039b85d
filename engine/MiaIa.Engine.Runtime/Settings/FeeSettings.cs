using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>A fee that holds from a trade date on.</summary>
public sealed class FeeSettings : IValidatableObject
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The first trade date.</summary>
    [Description("The first trade date on which it holds, such as 2027-01-01.")]
    [Key]
    public string From { get; init; } = "";

    /// <summary>Fees of a contract and side in dollars.</summary>
    [Description("Commission, exchange and clearing of a contract and side from then on (USD).")]
    [Range(0.0, 1_000.0)]
    public double UsdASide { get; init; }

    private DateOnly? Date =>
        DateOnly.TryParseExact(From, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date != DateOnly.MinValue
            ? date
            : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Date is null)
            yield return new ValidationResult($"'{From}' is no date such as 2027-01-01", [nameof(From)]);
    }

    /// <summary>The table of a first fee and those that follow it, by their dates. Settings without a date are refused, and are not in it.</summary>
    internal static FeeStep[] Table(double firstUsdASide, IReadOnlyList<FeeSettings> later) =>
        [
            new(DateOnly.MinValue, Cents(firstUsdASide)),
            .. later
                .Where(fee => fee.Date is not null)
                .Select(fee => new FeeStep(fee.Date!.Value, Cents(fee.UsdASide)))
                .OrderBy(step => step.From),
        ];

    private static int Cents(double usd) => (int)Math.Round(usd * 100);
}
