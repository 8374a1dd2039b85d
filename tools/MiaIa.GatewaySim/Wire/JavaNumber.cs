using System.Globalization;

namespace MiaIa.GatewaySim.Wire;

/// <summary>Numbers as a Gateway, which is a Java program, prints them.</summary>
internal static class JavaNumber
{
    private const double ScientificBelow = 1e-3;
    private const double ScientificFrom = 1e7;
    private const int DigitsMax = 17;

    /// <summary>The shortest text that reads back the same: at least one decimal, an exponent below 0.001 and from 10,000,000 on.</summary>
    public static string Text(double value)
    {
        if (value == 0)
            return "0.0";
        return Math.Abs(value) is >= ScientificBelow and < ScientificFrom ? Plain(value) : Scientific(value);
    }

    /// <summary>The shortest round-trip form has an exponent outside this range only.</summary>
    private static string Plain(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static string Scientific(double value)
    {
        for (var digits = 1; digits < DigitsMax; digits++)
        {
            var text = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (digits < DigitsMax - 1 && double.Parse(text, CultureInfo.InvariantCulture) != value)
                continue;
            var at = text.IndexOf('E', StringComparison.Ordinal);
            return $"{text[..at]}E{int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
        }
        throw new InvalidOperationException($"{value} has no text of {DigitsMax} digits");
    }
}
