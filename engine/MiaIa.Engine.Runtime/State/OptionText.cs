using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Options as text, every one with its name, so that two that differ anywhere have different texts. An option that is added later is in
/// it without anybody thinking of it. Made at the start and for the journal's header only.
/// </summary>
internal static class OptionText
{
    /// <summary>Writes an object's public properties, and those of the objects in them.</summary>
    internal static StringBuilder AppendOptions(this StringBuilder text, object options, string path)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            AppendValue(text, property.GetValue(options), $"{path}.{property.Name}");

        return text;
    }

    private static void AppendValue(StringBuilder text, object? value, string path)
    {
        switch (value)
        {
            case null or string or IConvertible or DateOnly or TimeOnly:
                text.Append(CultureInfo.InvariantCulture, $"{path}={value}\n");
                break;
            // The order of a dictionary says nothing.
            case IDictionary entries:
                foreach (var key in entries.Keys.Cast<string>().Order(StringComparer.Ordinal))
                    AppendValue(text, entries[key], $"{path}[{key}]");

                break;
            case IEnumerable values:
                var place = 0;
                foreach (var element in values)
                    AppendValue(text, element, $"{path}[{place++}]");

                break;
            default:
                text.AppendOptions(value, path);
                break;
        }
    }
}
