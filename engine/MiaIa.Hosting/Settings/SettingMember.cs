using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MiaIa.Hosting.Settings;

/// <summary>One setting of a class: a property with a <see cref="DescriptionAttribute"/>, and what its other attributes say.</summary>
internal sealed class SettingMember
{
    private readonly ValidationAttribute[] _rules;

    private SettingMember(PropertyInfo property, string doc)
    {
        Property = property;
        Doc = doc;
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        var type = property.PropertyType;
        IsList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        ValueType = IsList ? type.GetGenericArguments()[0] : type;
        ValueType = Nullable.GetUnderlyingType(ValueType) ?? ValueType;
        IsScalar = ValueType.IsEnum || ValueType.IsPrimitive || ValueType == typeof(string) || ValueType == typeof(decimal);
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    /// <summary>One sentence for <c>--help</c>, with the unit in brackets at its end.</summary>
    public string Doc { get; }

    public bool IsList { get; }

    /// <summary>The type of the value, or of a list's elements, without its question mark.</summary>
    public Type ValueType { get; }

    /// <summary>Whether the value, or each element, is written as one text.</summary>
    public bool IsScalar { get; }

    public bool IsRequired => _rules.Any(rule => rule is RequiredAttribute);

    /// <summary>A secret is never printed: neither in <c>--help</c> nor in a message.</summary>
    public bool IsSecret => _rules.Any(rule => rule is DataTypeAttribute { DataType: DataType.Password });

    /// <summary>The name under which elements of a list are known.</summary>
    private bool IsKey => Property.GetCustomAttribute<KeyAttribute>() is not null;

    /// <summary>The member by whose value this list's elements are named; null where they have none, or are single values.</summary>
    public SettingMember? KeyOfElements => IsList && !IsScalar ? KeyOf(ValueType) : null;

    /// <summary>The settings of a class in the order of their declaration.</summary>
    /// <exception cref="InvalidOperationException">A property has no setter or a type that settings cannot have.</exception>
    public static IReadOnlyList<SettingMember> Of(Type type)
    {
        var members = new List<SettingMember>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<DescriptionAttribute>() is not { } description)
                continue;
            var member = new SettingMember(property, description.Description);
            if (!property.CanWrite || (!member.IsScalar && (!member.ValueType.IsClass || Of(member.ValueType).Count == 0)))
                throw new InvalidOperationException($"{type.Name}.{property.Name}: {property.PropertyType.Name} cannot be a setting");
            members.Add(member);
        }

        return members;
    }

    /// <summary>The member by whose value elements of this class are named; null when they are only numbered.</summary>
    public static SettingMember? KeyOf(Type type) => Of(type).FirstOrDefault(member => member.IsKey);

    public object? In(object owner) => Property.GetValue(owner);

    /// <returns>The value, or null when the text is not one that is allowed (NaN and infinity never are).</returns>
    public object? Parse(string text) => Converted(text) is { } value && _rules.All(rule => rule.IsValid(value)) ? value : null;

    /// <summary>What may be written, e.g. <c>whole number, 1 to 65535</c>.</summary>
    public string Allowed()
    {
        var parts = new List<string> { Form() };
        foreach (var rule in _rules)
        {
            var words = rule switch
            {
                RangeAttribute range => InWords(range),
                AllowedValuesAttribute allowed => "one of " + string.Join(", ", allowed.Values),
                RegularExpressionAttribute form => form.ErrorMessage ?? form.Pattern,
                RequiredAttribute => "not empty",
                _ => "",
            };
            if (words.Length > 0)
                parts.Add(words);
        }

        return string.Join(", ", parts);
    }

    private static string InWords(RangeAttribute range)
    {
        var above = range.MinimumIsExclusive ? "above " : "";
        var below = range.MaximumIsExclusive ? "below " : "";
        return FormattableString.Invariant($"{above}{range.Minimum} to {below}{range.Maximum}");
    }

    /// <summary>What a value of this type looks like.</summary>
    private string Form()
    {
        if (ValueType.IsEnum)
            return string.Join('|', Enum.GetNames(ValueType));
        if (ValueType == typeof(bool))
            return "true|false";
        if (ValueType == typeof(string))
            return "text";
        return ValueType == typeof(double) || ValueType == typeof(decimal) ? "number" : "whole number";
    }

    private object? Converted(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (ValueType == typeof(string))
            return text;
        if (ValueType == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : null;
        // No thousands separators: 0,25 would be read as 25.
        if (ValueType == typeof(double))
            return double.TryParse(text, NumberStyles.Float, culture, out var number) && double.IsFinite(number) ? number : null;
        if (ValueType == typeof(decimal))
            return decimal.TryParse(text, NumberStyles.Float, culture, out var exact) ? exact : null;
        if (ValueType.IsEnum)
        {
            // Numbers are refused: an enum is written by name, so that reordering it cannot change a setting's meaning.
            var name = Enum.GetNames(ValueType).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            return name is null ? null : Enum.Parse(ValueType, name);
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var whole) ? Narrowed(whole) : null;
    }

    private object? Narrowed(decimal whole)
    {
        try
        {
            return Convert.ChangeType(whole, ValueType, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
