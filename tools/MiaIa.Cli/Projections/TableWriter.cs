using System.Globalization;
using System.Text.Json;

namespace MiaIa.Cli.Projections;

/// <summary>Rows as CSV (RFC 4180: a head, commas, quotes where they are needed) or as one JSON array of objects, a line each.</summary>
internal sealed class TableWriter(TextWriter output, bool isJson)
{
    private IReadOnlyList<string> _columns = [];
    private bool _hasRows;

    internal void Begin(IReadOnlyList<string> columns)
    {
        _columns = columns;
        if (isJson)
            output.Write("[");
        else
            Line(columns);
    }

    internal void Row(IReadOnlyList<object?> values)
    {
        if (!isJson)
        {
            Line(values);
            return;
        }

        output.Write(_hasRows ? ",\n" : "\n");
        _hasRows = true;
        output.Write(JsonSerializer.Serialize(_columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second)));
    }

    internal void End()
    {
        if (isJson)
            output.Write(_hasRows ? "\n]\n" : "]\n");
    }

    private void Line(IEnumerable<object?> values) => output.Write(string.Join(',', values.Select(Field)) + "\r\n");

    private static string Field(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
