using System.Globalization;

namespace MiaIa.Hosting.Settings;

/// <summary>
/// Lays what was given over a settings object and lists everything that does not fit. The framework's own binder stops at the first
/// fault, and adds to a default list where a setting is to change it.
/// </summary>
internal sealed class SettingsBinder(GivenValues given, List<SettingProblem> problems)
{
    private readonly Dictionary<string, (string Source, int Rank)> _origins = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The source of a value; null = nobody gave it. The key has elements of a list by name.</summary>
    public string? OriginOf(string key) => _origins.GetValueOrDefault(key).Source;

    /// <summary>The strongest source of a value, or of any part of a section or list; null = nobody gave one.</summary>
    public string? OriginAround(IEnumerable<string> keys) =>
        keys.SelectMany(key =>
                _origins.Where(origin =>
                    origin.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase)
                    && (origin.Key.Length == key.Length || origin.Key[key.Length] == ':')
                )
            )
            .Select(origin => origin.Value)
            .DefaultIfEmpty()
            .MaxBy(origin => origin.Rank)
            .Source;

    /// <summary>Lays everything over the whole settings.</summary>
    public void Bind(object settings) => Bind(settings, new SettingPlace("", [""]));

    private void Bind(object target, SettingPlace place, SettingMember? except = null)
    {
        var members = SettingMember.Of(target.GetType());
        RefuseTexts(place.Paths, path => $"is a section; give {path}:… instead");
        foreach (var path in place.Paths)
        {
            foreach (var name in given.Children(path).Where(n => !members.Any(m => m.Name.Equals(n, StringComparison.OrdinalIgnoreCase))))
            {
                RefuseAll(
                    SettingPlace.Join(path, name),
                    $"unknown key; known: {string.Join(", ", members.Select(m => SettingPlace.Join(path, m.Name)))}"
                );
            }
        }

        foreach (var member in members.Where(m => m.Name != except?.Name))
        {
            var below = place.Below(member.Name);
            if (member.IsList)
                BindList(member, target, below);
            else if (member.IsScalar)
                BindScalar(member, target, below);
            else
                Bind(member.In(target)!, below);
        }
    }

    private void BindScalar(SettingMember member, object target, SettingPlace place)
    {
        if (ScalarAt(member, place) is { } value)
            member.Property.SetValue(target, value);
        else if (member.IsRequired && member.In(target) is null or "" && !given.Of(place.Paths).Any())
            problems.Add(new SettingProblem(place.Paths[0], null, "no source", $"required and not given; allowed: {member.Allowed()}"));
    }

    private object? ScalarAt(SettingMember member, SettingPlace place)
    {
        foreach (var path in place.Paths)
        {
            foreach (var name in given.Children(path))
                RefuseAll($"{path}:{name}", $"unknown key: {path} is a single value ({member.Allowed()})");
        }

        object? last = null;
        var rank = -1;
        foreach (var value in given.Of(place.Paths))
        {
            if (value.Rank == rank)
                Refuse(value, null, "the key is given twice, by number and by name");
            else if (value.Text is null)
                Refuse(value, null, "null and {} are no value; leave the key out to get its default");
            else if (member.Parse(value.Text) is { } parsed)
                (last, _origins[place.Key]) = (parsed, (value.Source, value.Rank));
            else
                Refuse(value, member.IsSecret ? "(secret)" : value.Text, $"allowed: {member.Allowed()}");

            rank = value.Rank;
        }

        return last;
    }

    private void BindList(SettingMember member, object target, SettingPlace place)
    {
        var key = member.IsScalar ? null : SettingMember.KeyOf(member.ValueType);
        var byName = key is null ? "" : $", or by name, {place.Key}:<{key.Name}>";
        // An empty list of the file is an empty text here; nobody else may write one.
        var empty = given.Of(place.Paths).Where(value => value.Text == "").ToArray();
        RefuseTexts(place.Paths, path => $"is a list; give {path}:0, {path}:1, …{byName} instead", isEmptyFine: true);
        var numbered = new List<SettingPlace>();
        while (
            place
                .Paths.SelectMany(path => given.Children(path).Where(n => n == Number(numbered.Count)).Select(n => $"{path}:{n}"))
                .ToArray()
                is { Length: > 0 } paths
        )
        {
            numbered.Add(new SettingPlace($"{place.Key}:{numbered.Count}", paths));
        }

        foreach (var (path, name) in place.Paths.SelectMany(path => given.Children(path).Select(name => (path, name))))
        {
            var isNumber = int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index);
            if (isNumber ? name != Number(index) || index < 0 || index >= numbered.Count : key is null)
            {
                RefuseAll(
                    $"{path}:{name}",
                    $"list elements are numbered 0, 1, 2, … without a hole{byName}; the next one is {numbered.Count}"
                );
            }
        }

        var named = key is null ? null : new NamedElements(given, problems, member, key);
        if (named is not null)
            named.Bind(target, place, empty.Length > 0, numbered, (element, at) => Bind(element, at, key));
        else if (numbered.Count > 0 || empty.Length > 0)
            SetPlainList(member, target, numbered);
    }

    private void Refuse(GivenValue value, string? shown, string reason) =>
        problems.Add(new SettingProblem(value.Key, shown, value.Source, reason));

    private void SetPlainList(SettingMember member, object target, List<SettingPlace> numbered)
    {
        var list = Array.CreateInstance(member.ValueType, numbered.Count);
        for (var i = 0; i < numbered.Count; i++)
        {
            var element = member.IsScalar ? ScalarAt(member, numbered[i]) : Activator.CreateInstance(member.ValueType)!;
            if (!member.IsScalar)
                Bind(element!, numbered[i]);
            if (element is not null)
                list.SetValue(element, i);
        }

        member.Property.SetValue(target, list);
    }

    private void RefuseTexts(IReadOnlyList<string> paths, Func<string, string> reason, bool isEmptyFine = false)
    {
        foreach (var value in given.Of(paths).Where(v => v.Text is not null && !(isEmptyFine && v.Text.Length == 0)))
            problems.Add(new SettingProblem(value.Key, null, value.Source, reason(value.Key)));
    }

    // Values of unknown keys are not shown: a misspelt name may carry a secret.
    private void RefuseAll(string path, string reason)
    {
        foreach (var value in given.Of([path]))
            problems.Add(new SettingProblem(path, null, value.Source, reason));
        foreach (var name in given.Children(path))
            RefuseAll($"{path}:{name}", reason);
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
