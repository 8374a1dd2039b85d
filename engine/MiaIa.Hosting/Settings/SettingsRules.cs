using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MiaIa.Hosting.Settings;

/// <summary>Asks every section that has rules across its values (<see cref="IValidatableObject"/>) whether they hold.</summary>
internal static class SettingsRules
{
    /// <summary>The broken rules; for settings whose values are good one by one.</summary>
    /// <param name="settings">A section.</param>
    /// <param name="key">Its key; empty for the root.</param>
    /// <param name="originOf">Who gave any part of these keys.</param>
    public static IEnumerable<SettingProblem> Broken(object settings, string key, Func<IEnumerable<string>, string?> originOf)
    {
        var members = SettingMember.Of(settings.GetType());
        foreach (var result in settings is IValidatableObject rules ? rules.Validate(new ValidationContext(settings)) : [])
        {
            var member = members.FirstOrDefault(m => m.Name == result.MemberNames.FirstOrDefault());
            var at = member is null ? key : SettingPlace.Join(key, member.Name);
            var value = member is { IsScalar: true, IsList: false, IsSecret: false }
                ? Convert.ToString(member.In(settings), CultureInfo.InvariantCulture)
                : null;
            // A rule across several settings names all of them: whoever set any of them should look there.
            var all = result.MemberNames.Any() ? result.MemberNames.Select(name => SettingPlace.Join(key, name)) : [at];
            yield return new SettingProblem(at, value, originOf(all) ?? "default", result.ErrorMessage ?? "not allowed");
        }

        foreach (var member in members.Where(m => !m.IsScalar))
        {
            foreach (var (below, section) in Sections(member, settings, SettingPlace.Join(key, member.Name)))
            {
                foreach (var problem in Broken(section, below, originOf))
                    yield return problem;
            }
        }
    }

    private static IEnumerable<(string Key, object Section)> Sections(SettingMember member, object settings, string key)
    {
        if (!member.IsList)
            return [(key, member.In(settings)!)];
        var name = SettingMember.KeyOf(member.ValueType);
        return ((IEnumerable)member.In(settings)!).Cast<object>().Select((element, i) => ($"{key}:{name?.In(element) ?? i}", element));
    }
}
