using System.Globalization;

namespace MiaIa.Settings;

/// <summary>Fills a settings class from what was given and lists everything that does not fit.</summary>
internal sealed class SettingsBinder(List<SettingProblem> problems)
{
    /// <summary>A new instance with the given values over its initialisers.</summary>
    public object Bind(Type type, GivenTree given) => Bind(type, given, "");

    private object Bind(Type type, GivenTree given, string path)
    {
        var target = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type.Name} has no parameterless constructor");
        var members = SettingMember.Of(type);
        RefuseUnknown(given, members, path);
        foreach (var member in members)
        {
            var node = given.Find(member.Name);
            var key = path + member.Name;
            if (node is null && member.Kind != SettingKind.Section)
            {
                if (member.Required)
                    problems.Add(new SettingProblem(key, null, "no source", $"required and not given; {Allowed(member)}"));
                continue;
            }

            node ??= new GivenTree();
            switch (member.Kind)
            {
                case SettingKind.Section:
                    RefuseValues(node, key, $"is a section; give {key}:… instead");
                    member.Property.SetValue(target, Bind(member.Property.PropertyType, node, key + ":"));
                    break;
                case SettingKind.List:
                    RefuseValues(node, key, $"is a list; give {key}:0, {key}:1, … instead");
                    member.Property.SetValue(target, BindList(member, node, key));
                    break;
                default:
                    if (BindScalar(member, member.Property.PropertyType, node, key) is { } value)
                        member.Property.SetValue(target, value);
                    break;
            }
        }

        return target;
    }

    private Array BindList(SettingMember member, GivenTree node, string key)
    {
        var elementType = member.ElementType!;
        var items = new List<object>();
        while (node.Find(items.Count.ToString(CultureInfo.InvariantCulture)) is { } child)
        {
            var itemKey = $"{key}:{items.Count}";
            var isScalar = ScalarText.IsScalar(elementType);
            if (!isScalar)
                RefuseValues(child, itemKey, $"is a section; give {itemKey}:… instead");
            var item = isScalar ? BindScalar(member, elementType, child, itemKey) : Bind(elementType, child, itemKey + ":");
            items.Add(item ?? PlaceOfRefused(elementType));
        }

        foreach (var (name, child) in node.Children)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= items.Count)
                RefuseAll(child, $"{key}:{name}", $"list elements are numbered 0, 1, 2, … without a hole; the next one is {items.Count}");
        }

        if (member.Required && items.Count == 0)
            problems.Add(new SettingProblem(key, null, node.EmptyFrom ?? "no source", "needs at least one element"));
        var list = Array.CreateInstance(elementType, items.Count);
        for (var i = 0; i < items.Count; i++)
            list.SetValue(items[i], i);
        return list;
    }

    // Keeps the numbering after a refused element; the settings are never handed out then.
    private static object PlaceOfRefused(Type elementType) => elementType == typeof(string) ? "" : Activator.CreateInstance(elementType)!;

    private object? BindScalar(SettingMember member, Type type, GivenTree node, string key)
    {
        foreach (var (name, child) in node.Children)
            RefuseAll(child, $"{key}:{name}", $"unknown key: {key} is a single value ({ScalarText.Describe(type)})");
        if (node.EmptyFrom is { } emptyFrom)
            problems.Add(new SettingProblem(key, null, emptyFrom, $"must be a single value; {Allowed(member)}"));

        object? last = null;
        foreach (var given in node.Values)
        {
            var value = ScalarText.Parse(type, given.Text);
            var missing = member.Required && given.Text.Length == 0;
            if (value is null || missing || !member.Limits.Permit(value))
                problems.Add(new SettingProblem(key, member.Setting.Secret ? "(secret)" : given.Text, given.Source, Allowed(member)));
            else
                last = value;
        }

        return last;
    }

    private static string Allowed(SettingMember member)
    {
        var type = member.ElementType ?? member.Property.PropertyType;
        var text = ScalarText.IsScalar(type) ? ScalarText.Describe(type) : "sections";
        var unit = member.Setting.Unit.Length > 0 ? $" in {member.Setting.Unit}" : "";
        var limits = member.Limits.Text.Length > 0 ? $", {member.Limits.Text}" : "";
        return $"allowed: {text}{unit}{limits}{(member.Required ? ", not empty" : "")}";
    }

    private void RefuseUnknown(GivenTree given, IReadOnlyList<SettingMember> members, string path)
    {
        foreach (var (name, child) in given.Children)
        {
            if (members.Any(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                continue;
            var known = string.Join(", ", members.Select(m => path + m.Name));
            RefuseAll(child, path + name, $"unknown key; known: {known}");
        }
    }

    private void RefuseValues(GivenTree node, string key, string reason)
    {
        foreach (var given in node.Values)
            problems.Add(new SettingProblem(key, null, given.Source, reason));
    }

    // Values of unknown keys are not shown: a misspelt name may carry a secret.
    private void RefuseAll(GivenTree node, string key, string reason)
    {
        RefuseValues(node, key, reason);
        if (node.EmptyFrom is { } emptyFrom)
            problems.Add(new SettingProblem(key, null, emptyFrom, reason));
        foreach (var (name, child) in node.Children)
            RefuseAll(child, $"{key}:{name}", reason);
    }
}
