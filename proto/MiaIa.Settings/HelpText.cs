using System.Collections;
using System.Text;

namespace MiaIa.Settings;

/// <summary>Writes what <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string Write(SettingsSources sources, object settings, GivenTree given)
    {
        var text = new StringBuilder();
        text.AppendLine($"Settings of {sources.Section}, from the weakest source to the strongest:");
        text.AppendLine($"  {sources.FilePath}{(File.Exists(sources.FilePath) ? "" : " (not there)")}");
        text.AppendLine($"  environment {EnvironmentSource.Prefix(sources.Section)}KEY (nested: KEY__SUBKEY)");
        text.AppendLine("  command line --Key=value (nested: --Key:SubKey=value)");
        WriteClass(text, settings.GetType(), settings, given, "");
        return text.ToString();
    }

    private static void WriteClass(StringBuilder text, Type type, object settings, GivenTree given, string path)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var member in SettingMember.Of(type))
        {
            var node = given.Find(member.Name) ?? new GivenTree();
            var key = path + member.Name;
            var value = member.Property.GetValue(settings);
            if (member.Kind == SettingKind.Section && value is not null)
            {
                text.AppendLine().AppendLine($"{key}: {member.Setting.Doc}");
                WriteClass(text, member.Property.PropertyType, value, node, key + ":");
                continue;
            }

            text.AppendLine().AppendLine($"  --{key}=<{Form(member)}>").AppendLine($"      {member.Setting.Doc}");
            text.AppendLine($"      {Facts(member, member.Property.GetValue(defaults), value, node)}");
            if (member.Kind == SettingKind.List && !ScalarText.IsScalar(member.ElementType!))
                WriteClass(text, member.ElementType!, Activator.CreateInstance(member.ElementType!)!, new GivenTree(), $"{key}:0:");
        }
    }

    private static string Form(SettingMember member)
    {
        if (member.Kind == SettingKind.Scalar)
            return ScalarText.Describe(member.Property.PropertyType);
        return ScalarText.IsScalar(member.ElementType!) ? $"list of {ScalarText.Describe(member.ElementType!)}" : "list of sections";
    }

    private static string Facts(SettingMember member, object? initial, object? value, GivenTree node)
    {
        var facts = new List<string>();
        if (member.Setting.Unit.Length > 0)
            facts.Add($"unit: {member.Setting.Unit}");
        if (member.Limits.Text.Length > 0)
            facts.Add($"allowed: {member.Limits.Text}");
        facts.Add(member.Required ? "required" : $"default: {Shown(member, initial)}");
        facts.Add($"now: {Shown(member, value)} (from {CurrentSource(node)})");
        return string.Join("; ", facts);
    }

    private static string Shown(SettingMember member, object? value)
    {
        if (member.Setting.Secret)
            return value is null or "" ? "not set" : "(secret)";
        return value is IEnumerable list and not string ? $"{list.Cast<object>().Count()} elements" : ScalarText.Write(value);
    }

    private static string CurrentSource(GivenTree node)
    {
        var strongest = Below(node).MaxBy(v => v.Origin);
        return strongest?.Source ?? node.EmptyFrom ?? "default";
    }

    private static IEnumerable<GivenValue> Below(GivenTree node) => node.Values.Concat(node.Children.Values.SelectMany(Below));
}
