using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiaIa.Hosting.Settings;

/// <summary>Settings as JSON. Secrets are left out.</summary>
public static class SettingsJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        // Whatever is in a value: what is escaped is what a console could take for more than text.
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>
    /// What differs from the built-in settings, as a settings file has it: read again it gives the same settings, but for secrets. A section of single
    /// values that have to fit together (<see cref="IValidatableObject"/>) stands there whole.
    /// </summary>
    /// <typeparam name="TSettings">The settings.</typeparam>
    /// <param name="settings">As they are.</param>
    /// <param name="always">Keys such as <c>Instruments:ES:StopTicks</c> that are written also where they are as built in.</param>
    public static string Changes<TSettings>(TSettings settings, IReadOnlyCollection<string>? always = null)
        where TSettings : class, new()
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ChangesOf(settings, new TSettings(), "", always ?? []).ToJsonString(Layout);
    }

    /// <summary>The settings in force, for other programs: what <c>--check-settings</c> prints.</summary>
    internal static string Write(object settings) => SectionOf(settings).ToJsonString(Layout);

    private static JsonObject ChangesOf(object settings, object builtIn, string at, IReadOnlyCollection<string> always)
    {
        var changed = new JsonObject();
        foreach (var member in SettingMember.Of(settings.GetType()).Where(member => !member.IsSecret))
        {
            if (member.In(settings) is not { } value)
                continue;
            var (usual, key) = (member.In(builtIn), SettingPlace.Join(at, member.Name));
            var isAsked = always.Any(asked => asked == key || asked.StartsWith(key + ":", StringComparison.Ordinal));
            if (usual is null)
                changed.Add(member.Name, NodeOf(member, value));
            else if (isAsked || !JsonNode.DeepEquals(NodeOf(member, value), NodeOf(member, usual)))
                changed.Add(member.Name, ChangeOf(member, value, usual, key, always));
        }

        return changed;
    }

    private static JsonNode ChangeOf(SettingMember member, object value, object usual, string at, IReadOnlyCollection<string> always)
    {
        if (member.KeyOfElements is { } key)
            return ElementsOf(key, [.. ((IEnumerable)value).Cast<object>()], [.. ((IEnumerable)usual).Cast<object>()], at, always);
        var isWhole = member.IsList || member.IsScalar || (value is IValidatableObject && IsPlain(member.ValueType));
        return isWhole ? NodeOf(member, value) : ChangesOf(value, usual, at, always);
    }

    // By name where the built-in list stays; else the list says which elements there are.
    private static JsonNode ElementsOf(
        SettingMember key,
        object[] elements,
        object[] builtIn,
        string at,
        IReadOnlyCollection<string> always
    )
    {
        var isBuiltIn = elements.Select(key.In).SequenceEqual(builtIn.Select(key.In));
        var (named, numbered) = (new JsonObject(), new JsonArray());
        foreach (var element in elements)
        {
            var name = $"{key.In(element)}";
            var usual = Array.Find(builtIn, other => Equals(key.In(other), key.In(element)));
            var changes = usual is null ? SectionOf(element) : ChangesOf(element, usual, SettingPlace.Join(at, name), always);
            changes.Remove(key.Name);
            if (!isBuiltIn)
            {
                changes.Insert(0, key.Name, name);
                numbered.Add((JsonNode)changes);
            }
            else if (changes.Count > 0)
            {
                named.Add(name, changes);
            }
        }

        return isBuiltIn ? named : numbered;
    }

    private static bool IsPlain(Type section) => SettingMember.Of(section).All(member => member is { IsScalar: true, IsList: false });

    private static JsonObject SectionOf(object settings)
    {
        var section = new JsonObject();
        foreach (var member in SettingMember.Of(settings.GetType()))
        {
            if (!member.IsSecret && member.In(settings) is { } value)
                section.Add(member.Name, NodeOf(member, value));
        }

        return section;
    }

    private static JsonNode NodeOf(SettingMember member, object value)
    {
        if (member.IsList)
            return new JsonArray([.. ((IEnumerable)value).Cast<object>().Select(one => member.IsScalar ? ScalarOf(one) : SectionOf(one))]);
        return member.IsScalar ? ScalarOf(value) : SectionOf(value);
    }

    private static JsonNode ScalarOf(object value) =>
        value switch
        {
            bool flag => JsonValue.Create(flag),
            double number => JsonValue.Create(number),
            decimal exact => JsonValue.Create(exact),
            string or Enum => JsonValue.Create(value.ToString()!),
            _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
}
