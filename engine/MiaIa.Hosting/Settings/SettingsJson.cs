using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiaIa.Hosting.Settings;

/// <summary>The settings in force as JSON, for other programs: what <c>--check-settings</c> prints. Secrets are left out.</summary>
internal static class SettingsJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        // Whatever is in a value: what is escaped is what a console could take for more than text.
        Encoder = JavaScriptEncoder.Default,
    };

    public static string Write(object settings) => SectionOf(settings).ToJsonString(Layout);

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
