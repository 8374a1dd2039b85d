using System.Collections;
using System.Globalization;
using System.Reflection;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Options from the text that <see cref="OptionText"/> makes of them: those of a pattern, with every value that the text names in place of the
/// pattern's. Whoever uses it holds the text of what comes out against the one that was read.
/// </summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, string> _values;

    private OptionReader(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads an object's properties, and those of the objects in them; null when there is a value that is none of its type.</summary>
    internal static TOptions? Read<TOptions>(TOptions pattern, IReadOnlyDictionary<string, string> values, string path)
        where TOptions : class
    {
        try
        {
            return (TOptions)new OptionReader(new(values, StringComparer.Ordinal)).Object(pattern, path);
        }
        catch (Exception misfit) when (misfit is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private object Object(object pattern, string path)
    {
        var type = pattern.GetType();
        var made = type.IsValueType
            ? pattern
            : type.GetMethod("<Clone>$")?.Invoke(pattern, null) ?? throw new NotSupportedException($"{path} is no record");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite)
                property.SetValue(made, Value(property.PropertyType, property.GetValue(pattern), $"{path}.{property.Name}"));
        }

        return made;
    }

    private object? Value(Type type, object? pattern, string path) =>
        pattern switch
        {
            null or string or IConvertible or DateOnly or TimeOnly => _values.TryGetValue(path, out var text)
                ? Scalar(Nullable.GetUnderlyingType(type) ?? type, pattern, text)
                : pattern,
            IDictionary entries => Entries(type, entries, path),
            IEnumerable elements => Elements(type, elements, path),
            _ => Object(pattern, path),
        };

    private static object? Scalar(Type type, object? pattern, string text) =>
        pattern is null && text.Length == 0 ? null
        : type.IsEnum ? Enum.Parse(type, text)
        : type == typeof(DateOnly) ? DateOnly.Parse(text, CultureInfo.InvariantCulture)
        : type == typeof(TimeOnly) ? TimeOnly.Parse(text, CultureInfo.InvariantCulture)
        : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

    private Array Elements(Type type, IEnumerable pattern, string path)
    {
        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var known = pattern.Cast<object>().ToArray();
        var made = new List<object?>();
        for (; Names($"{path}[{made.Count}]"); made.Add(Value(element, PatternOf(known, made.Count, element), $"{path}[{made.Count}]")))
            continue;
        var array = Array.CreateInstance(element, made.Count);
        for (var i = 0; i < made.Count; i++)
            array.SetValue(made[i], i);
        return array;
    }

    private IDictionary Entries(Type type, IDictionary pattern, string path)
    {
        var arguments = type.GetGenericArguments();
        var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments), StringComparer.Ordinal)!;
        var known = pattern.Values.Cast<object>().ToArray();
        var keys = _values
            .Keys.Where(name => name.StartsWith(path + "[", StringComparison.Ordinal))
            .Select(name => name[(path.Length + 1)..name.IndexOf(']', path.Length)])
            .Distinct(StringComparer.Ordinal);
        foreach (var key in keys)
            made.Add(key, Value(arguments[1], pattern[key] ?? PatternOf(known, 0, arguments[1]), $"{path}[{key}]"));
        return made;
    }

    private bool Names(string path) =>
        _values.ContainsKey(path) || _values.Keys.Any(name => name.StartsWith(path + ".", StringComparison.Ordinal));

    // Every element of a list has the same values under the same names.
    private static object? PatternOf(object[] known, int place, Type type) =>
        place < known.Length ? known[place]
        : known.Length > 0 ? known[0]
        : type == typeof(string) ? ""
        : Activator.CreateInstance(type);
}
