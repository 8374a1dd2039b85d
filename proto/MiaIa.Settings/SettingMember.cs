using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace MiaIa.Settings;

/// <summary>One setting of a class: its property and what its attributes say.</summary>
internal sealed class SettingMember
{
    private SettingMember(PropertyInfo property, SettingAttribute setting)
    {
        Property = property;
        Setting = setting;
        ElementType = ListElement(property.PropertyType);
        Kind =
            ElementType is not null ? SettingKind.List
            : ScalarText.IsScalar(property.PropertyType) ? SettingKind.Scalar
            : SettingKind.Section;
        Limits = new ValueLimits(property.GetCustomAttribute<RangeAttribute>(), property.GetCustomAttribute<AllowedValuesAttribute>());
        Required = property.GetCustomAttribute<RequiredAttribute>() is not null;
    }

    public PropertyInfo Property { get; }

    public SettingAttribute Setting { get; }

    public SettingKind Kind { get; }

    /// <summary>The type of a list's elements; null for anything else.</summary>
    public Type? ElementType { get; }

    public ValueLimits Limits { get; }

    public bool Required { get; }

    public string Name => Property.Name;

    /// <summary>The settings of a class in the order of their declaration.</summary>
    /// <exception cref="InvalidOperationException">A property has no setter or a type that settings cannot have.</exception>
    public static IReadOnlyList<SettingMember> Of(Type type)
    {
        var members = new List<SettingMember>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is not { } setting)
                continue;
            var member = new SettingMember(property, setting);
            var plain = member.ElementType ?? property.PropertyType;
            if (!property.CanWrite || (!ScalarText.IsScalar(plain) && (!plain.IsClass || Of(plain).Count == 0)))
                throw new InvalidOperationException($"{type.Name}.{property.Name}: {property.PropertyType.Name} cannot be a setting");
            members.Add(member);
        }

        return members;
    }

    private static Type? ListElement(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
