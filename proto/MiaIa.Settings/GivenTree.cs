namespace MiaIa.Settings;

/// <summary>What the sources gave under one key: values (the last one wins) and keys below. Names ignore case.</summary>
internal sealed class GivenTree
{
    private readonly Dictionary<string, GivenTree> _children = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<GivenValue> _values = [];

    public IReadOnlyList<GivenValue> Values => _values;

    public IReadOnlyDictionary<string, GivenTree> Children => _children;

    /// <summary>Where an empty object or list was written; null when that never happened.</summary>
    public string? EmptyFrom { get; private set; }

    public GivenTree? Find(string name) => _children.GetValueOrDefault(name);

    /// <summary>Files a value under its path.</summary>
    /// <returns>False when the same source has given that key already; the value is then not kept.</returns>
    public bool TryAdd(IEnumerable<string> path, GivenValue value)
    {
        var node = Reach(path);
        if (node._values.Any(v => v.Origin == value.Origin))
            return false;
        node._values.Add(value);
        return true;
    }

    public void MarkEmpty(IEnumerable<string> path, string source) => Reach(path).EmptyFrom = source;

    private GivenTree Reach(IEnumerable<string> path)
    {
        var node = this;
        foreach (var name in path)
        {
            if (!node._children.TryGetValue(name, out var child))
                node._children.Add(name, child = new GivenTree());
            node = child;
        }

        return node;
    }
}
