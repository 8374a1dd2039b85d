using System.Collections;
using System.Globalization;
using System.Text;

namespace MiaIa.Hosting.Settings;

/// <summary>Writes what <c>--help</c> prints.</summary>
internal sealed class SettingsHelp(Func<string, string?> originOf)
{
    private readonly StringBuilder _text = new();

    /// <param name="sources">Where settings came from.</param>
    /// <param name="settings">As they are now.</param>
    /// <param name="builtIn">As they are when nobody gives any.</param>
    public string Write(SettingsSources sources, object settings, object builtIn)
    {
        _text.AppendLine($"Settings of {sources.Section}, from the weakest source to the strongest:");
        _text.AppendLine($"  {sources.FilePath}{(File.Exists(sources.FilePath) ? "" : " (not there)")}");
        _text.AppendLine($"  environment {SettingsSources.Prefix(sources.Section)}KEY (nested: KEY__SUBKEY)");
        _text.AppendLine("  command line --Key=value (nested: --Key:SubKey=value)");
        _text.AppendLine(
            $"{SettingsSources.CheckArgument} checks them, prints those in force as JSON, and ends; with =FILE behind it those of another file."
        );
        WriteSection("", [new Subject("", "", settings, builtIn)]);
        return _text.ToString();
    }

    /// <summary>One section, or the elements of a list beside each other: where all have the same value it is written once.</summary>
    private void WriteSection(string key, IReadOnlyList<Subject> subjects)
    {
        foreach (var member in SettingMember.Of(subjects[0].BuiltIn.GetType()))
        {
            var below = SettingPlace.Join(key, member.Name);
            if (!member.IsScalar && !member.IsList)
            {
                _text.AppendLine().AppendLine($"{below}: {member.Doc}");
                WriteSection(below, [.. subjects.Select(s => s.Below(member))]);
                continue;
            }

            _text
                .AppendLine()
                .AppendLine($"  --{below}=<{(member.IsScalar ? member.Allowed() : "list")}>")
                .AppendLine($"      {member.Doc}");
            _text.AppendLine(
                $"      {(member.IsRequired ? "required" : $"default: {Values(subjects, s => Shown(member, member.In(s.BuiltIn)))}")}; now: {Now(member, subjects)}"
            );
            if (member is { IsList: true, IsScalar: false })
                WriteElements(member, below, subjects[0]);
        }
    }

    private void WriteElements(SettingMember member, string key, Subject owner)
    {
        var name = SettingMember.KeyOf(member.ValueType);
        var defaults = ((IEnumerable)member.In(owner.BuiltIn)!).Cast<object>().ToArray();
        var current = ((IEnumerable)member.In(owner.Now)!).Cast<object>().ToArray();
        if (name is null || defaults.Length == 0)
        {
            var sample = Activator.CreateInstance(member.ValueType)!;
            WriteSection($"{key}:{(name is null ? "0" : $"<{name.Name}>")}", [new Subject("", "-", sample, sample)]);
            return;
        }

        var subjects = defaults.Select(element =>
        {
            var called = (string)name.In(element)!;
            return new Subject(called, $"{key}:{called}", Array.Find(current, e => name.In(e)!.Equals(called)) ?? element, element);
        });
        WriteSection($"{key}:<{name.Name}>", [.. subjects]);
    }

    private string Now(SettingMember member, IReadOnlyList<Subject> subjects)
    {
        if (member.IsList)
            return Values(subjects, s => Shown(member, member.In(s.Now)));
        var given = subjects.Where(s => OriginOf(s, member) is not null).ToArray();
        return given.Length == 0 ? "as default" : Values(given, s => $"{Shown(member, member.In(s.Now))} (from {OriginOf(s, member)})");
    }

    private string? OriginOf(Subject subject, SettingMember member) => originOf(SettingPlace.Join(subject.Key, member.Name));

    private static string Values(IReadOnlyList<Subject> subjects, Func<Subject, string> shown)
    {
        var values = subjects.Select(shown).ToArray();
        var isOne = subjects.Count > 1 && values.Distinct().Count() == 1;
        return isOne ? values[0] : string.Join(", ", subjects.Zip(values, (s, value) => s.Name.Length == 0 ? value : $"{s.Name} {value}"));
    }

    /// <summary>A value in words; of a secret only whether it is set.</summary>
    internal static string Shown(SettingMember member, object? value) =>
        value switch
        {
            null or "" when member.IsSecret => "not set",
            _ when member.IsSecret => "(secret)",
            null => "none",
            string text => $"\"{PrintableText.From(SettingProblem.WithoutPassword(text))}\"",
            bool flag => flag ? "true" : "false",
            IEnumerable list => Listed(member, list),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Listed(SettingMember member, IEnumerable list)
    {
        var name = member.IsScalar ? null : SettingMember.KeyOf(member.ValueType);
        var shown = list.Cast<object>().Select((element, i) => member.IsScalar ? $"{element}" : $"{name?.In(element) ?? i}").ToArray();
        return shown.Length == 0 ? "empty" : string.Join(", ", shown);
    }

    /// <summary>A section, or an element of a list with its name.</summary>
    private sealed record Subject(string Name, string Key, object Now, object BuiltIn)
    {
        public Subject Below(SettingMember member) => new(Name, SettingPlace.Join(Key, member.Name), member.In(Now)!, member.In(BuiltIn)!);
    }
}
