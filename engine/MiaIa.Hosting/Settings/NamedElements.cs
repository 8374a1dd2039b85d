using System.Globalization;

namespace MiaIa.Hosting.Settings;

/// <summary>
/// A list whose elements have names, as instruments have. Numbered entries say which elements there are; without any, the built-in ones
/// are. Either way an entry lies over the built-in element of its name and changes only what it says, and a name may stand for a number.
/// </summary>
internal sealed class NamedElements(GivenValues given, List<SettingProblem> problems, SettingMember list, SettingMember key)
{
    private readonly List<(object Element, string Name, List<string> Paths)> _elements = [];

    public void Bind(
        object target,
        SettingPlace place,
        bool isEmptied,
        List<SettingPlace> numbered,
        Action<object, SettingPlace> bindElement
    )
    {
        var builtIn = ((System.Collections.IEnumerable)list.In(target)!).Cast<object>().ToArray();
        foreach (var entry in numbered)
            AddNumbered(entry, builtIn);
        if (numbered.Count == 0 && !isEmptied)
            _elements.AddRange(builtIn.Select(element => (element, NameOf(element), new List<string>())));
        foreach (var path in place.Paths)
        {
            foreach (
                var name in given
                    .Children(path)
                    .Where(name => !int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            )
            {
                AddNamed($"{path}:{name}", name, isListed: numbered.Count > 0 || isEmptied);
            }
        }

        foreach (var (element, name, paths) in _elements)
            bindElement(element, new SettingPlace(SettingPlace.Join(place.Key, name), paths));
        var result = Array.CreateInstance(list.ValueType, _elements.Count);
        for (var i = 0; i < _elements.Count; i++)
            result.SetValue(_elements[i].Element, i);
        list.Property.SetValue(target, result);
    }

    private void AddNumbered(SettingPlace entry, object[] builtIn)
    {
        // What else an entry of a refused name says is checked all the same; settings with a problem are never handed out.
        var name = NameAt(entry);
        var element = name is null
            ? builtIn.FirstOrDefault() ?? Create("")
            : Array.Find(builtIn, element => NameOf(element) == name) ?? Create(name);
        _elements.Add((element, name ?? entry.Paths[0], [.. entry.Paths]));
    }

    private string? NameAt(SettingPlace entry)
    {
        var names = given.Of(entry.Below(key.Name).Paths).ToArray();
        if (names.Length == 0)
        {
            Refuse(entry.Below(key.Name).Paths[0], null, "no source", $"required and not given; allowed: {key.Allowed()}");
            return null;
        }

        var (first, last) = (names[0], names[^1]);
        var name = key.Parse(last.Text ?? "") as string;
        // What one source says of its first entry must not reach another element that a stronger source puts there.
        var elsewhere = $"{first.Source} has {PrintableText.From(first.Text ?? "")} there; give {list.Name}:{name}:… by name instead";
        if (name is null)
            Refuse(last.Key, last.Text, last.Source, $"allowed: {key.Allowed()}");
        else if (names.Any(other => other.Text != name))
            Refuse(last.Key, name, last.Source, elsewhere);
        else if (Find(name) is not null)
            Refuse(last.Key, name, last.Source, "each name is given once");
        else
            return name;
        return null;
    }

    private void AddNamed(string path, string name, bool isListed)
    {
        var said = given.Of([$"{path}:{key.Name}"]).FirstOrDefault(value => !name.Equals(value.Text, StringComparison.OrdinalIgnoreCase));
        if (said is not null)
            Refuse(said.Key, said.Text, said.Source, $"the entry is that of {PrintableText.From(name)}");
        else if (Find(name) is { } found)
            found.Add(path);
        else if (isListed)
            RefuseAll(path, $"not in the list, which has {string.Join(", ", _elements.Select(e => e.Name))}");
        else if (key.Parse(name) is not null)
            _elements.Add((Create(name), name, [path]));
        else
            RefuseAll(path, $"there is no {PrintableText.From(name)}; allowed: {key.Allowed()}");
    }

    private List<string>? Find(string name) => _elements.Find(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Paths;

    private object Create(string name)
    {
        var element = Activator.CreateInstance(list.ValueType)!;
        key.Property.SetValue(element, name);
        return element;
    }

    private string NameOf(object element) => (string)key.In(element)!;

    private void RefuseAll(string path, string reason)
    {
        foreach (var value in given.Of([path]))
            Refuse(path, null, value.Source, reason);
        foreach (var name in given.Children(path))
            RefuseAll($"{path}:{name}", reason);
    }

    private void Refuse(string at, string? value, string source, string reason) =>
        problems.Add(new SettingProblem(at, value, source, reason));
}
