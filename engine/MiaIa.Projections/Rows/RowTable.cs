namespace MiaIa.Projections.Rows;

/// <summary>A table whose rows are made of one thing each: every column stands beside what it holds.</summary>
internal sealed class RowTable<T>
{
    private static readonly string[] Owner = ["instrument", "mode", "label"];

    private readonly (string Column, Func<T, object> Value)[] _columns;
    private readonly Table _table;
    private readonly bool _hasOwner;

    /// <param name="name">As in the schema.</param>
    /// <param name="hasOwner">Whether it has the columns of <see cref="RowOwner"/>.</param>
    /// <param name="columns">Behind those that say where the row comes from and whose it is.</param>
    /// <param name="asked">Columns that SQLite fills when the row is written, each with its expression over the others as parameters.</param>
    internal RowTable(
        string name,
        bool hasOwner,
        (string Column, Func<T, object> Value)[] columns,
        IEnumerable<(string Column, string Expression)>? asked = null
    )
    {
        (_hasOwner, _columns) = (hasOwner, columns);
        string[] given = ["segment", "byte", "seq", .. hasOwner ? Owner : [], .. columns.Select(c => c.Column)];
        _table = new Table(name, [.. given.Select(column => (column, "@" + column)), .. asked ?? []]);
    }

    internal Row Of(RowPlace place, in RowOwner owner, T thing)
    {
        var values = new List<(string, object)>(_columns.Length + 6)
        {
            ("@segment", (long)place.Segment),
            ("@byte", place.Offset),
            ("@seq", (long)place.Sequence),
        };
        if (_hasOwner)
            values.AddRange([("@instrument", owner.Instrument), ("@mode", owner.Mode), ("@label", owner.Label)]);
        foreach (var (column, value) in _columns)
            values.Add(("@" + column, value(thing)));
        return new Row(_table, [.. values]);
    }
}
