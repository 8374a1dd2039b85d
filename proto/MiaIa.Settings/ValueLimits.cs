using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MiaIa.Settings;

/// <summary>The values a setting may have beyond its type.</summary>
internal sealed class ValueLimits(RangeAttribute? range, AllowedValuesAttribute? allowed)
{
    /// <summary>The limits in words, e.g. <c>1 to 65535</c>; empty when there are none.</summary>
    public string Text { get; } = Describe(range, allowed);

    public bool Permit(object value) =>
        (range is null || IsWithin(range, value)) && (allowed is null || allowed.Values.Any(v => Equals(v, value)));

    private static bool IsWithin(RangeAttribute range, object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var low = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        var high = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        return (range.MinimumIsExclusive ? number > low : number >= low) && (range.MaximumIsExclusive ? number < high : number <= high);
    }

    private static string Describe(RangeAttribute? range, AllowedValuesAttribute? allowed)
    {
        var parts = new List<string>();
        if (range is not null)
        {
            var low = Convert.ToString(range.Minimum, CultureInfo.InvariantCulture);
            var high = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture);
            parts.Add($"{(range.MinimumIsExclusive ? "above " : "")}{low} to {(range.MaximumIsExclusive ? "below " : "")}{high}");
        }

        if (allowed is not null)
            parts.Add("one of " + string.Join(", ", allowed.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))));
        return string.Join(", ", parts);
    }
}
