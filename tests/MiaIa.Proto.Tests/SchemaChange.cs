namespace MiaIa.Proto.Tests;

/// <summary>Compares the schema with its snapshot and says of each difference whether it may be.</summary>
internal static class SchemaChange
{
    private const string Forbidden =
        "A field, value or method that is in use may not change or go: old studies, journals and clients still speak it.\n"
        + "Put it back. To retire a field, delete it, add `reserved <number>;` in its message, and replace its line in the snapshot by\n"
        + "`<message> reserved <number>`. A new meaning needs a new number.";

    private const string Missing =
        "The schema has something that the snapshot does not hold yet. If it is meant, add these lines to\n"
        + "tests/MiaIa.Proto.Tests/schema-snapshot.txt (sorted by ordinal) in the same commit:";

    /// <summary>What is wrong, for a person; empty when nothing is.</summary>
    /// <param name="snapshot">Lines that were agreed.</param>
    /// <param name="schema">Lines of the schema as it is built.</param>
    public static string Explain(IReadOnlyCollection<string> snapshot, IReadOnlyCollection<string> schema)
    {
        string[] gone = [.. snapshot.Except(schema)];
        string[] added = [.. schema.Except(snapshot)];
        var parts = new List<string>();
        if (gone.Length > 0)
        {
            var now = gone.Select(line => $"  was: {line}\n  now: {added.FirstOrDefault(a => Name(a) == Name(line)) ?? "(gone)"}");
            parts.Add($"{Forbidden}\n{string.Join('\n', now)}");
        }

        if (added.Length > 0)
            parts.Add($"{Missing}\n{string.Join('\n', added.Select(line => $"  {line}"))}");

        return string.Join("\n\n", parts);
    }

    private static string Name(string line) => line.Split(' ', '(')[0];
}
