using System.Globalization;

namespace MiaIa.Settings;

/// <summary>Turns text into a plain value and back, the same in every culture.</summary>
internal static class ScalarText
{
    public static bool IsScalar(Type type)
    {
        var plain = Plain(type);
        return plain.IsEnum
            || plain == typeof(string)
            || plain == typeof(bool)
            || plain == typeof(int)
            || plain == typeof(uint)
            || plain == typeof(long)
            || plain == typeof(ulong)
            || plain == typeof(double);
    }

    /// <summary>What a value of this type looks like, for help and messages.</summary>
    public static string Describe(Type type)
    {
        var plain = Plain(type);
        if (plain.IsEnum)
            return string.Join('|', Enum.GetNames(plain));
        if (plain == typeof(string))
            return "text";
        if (plain == typeof(bool))
            return "true|false";
        return plain == typeof(double) ? "number" : "whole number";
    }

    /// <returns>The value, or null when the text is not one of that type (NaN and infinity are none).</returns>
    public static object? Parse(Type type, string text)
    {
        var plain = Plain(type);
        var culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        if (plain == typeof(string))
            return text;
        if (plain == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : null;
        if (plain == typeof(int))
            return int.TryParse(text, Whole, culture, out var i) ? i : null;
        if (plain == typeof(uint))
            return uint.TryParse(text, Whole, culture, out var u) ? u : null;
        if (plain == typeof(long))
            return long.TryParse(text, Whole, culture, out var l) ? l : null;
        if (plain == typeof(ulong))
            return ulong.TryParse(text, Whole, culture, out var ul) ? ul : null;
        if (plain == typeof(double))
            return double.TryParse(text, NumberStyles.Float, culture, out var d) && double.IsFinite(d) ? d : null;

        // Numbers are refused: an enum is written by name, so that reordering it cannot change a setting's meaning.
        var name = Enum.GetNames(plain).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? null : Enum.Parse(plain, name);
    }

    public static string Write(object? value) =>
        value switch
        {
            null => "none",
            string text => $"\"{SettingProblem.Printable(text)}\"",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
