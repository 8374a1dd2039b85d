using System.Text.Json;
using DuckDB.NET.Data;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Queries;

/// <summary>
/// SQL over the Parquet files of one folder by DuckDB, to read only: one statement, which selects; no other folder, no network, no extension, and
/// what it sorts is spilled to a folder of its own. A view is named after each file.
/// </summary>
public sealed class EvidenceQuery : IDisposable
{
    private const string MemoryMax = "1GB";
    private readonly DuckDBConnection _connection;
    private readonly DirectoryInfo _spilled;

    private EvidenceQuery(DuckDBConnection connection, DirectoryInfo spilled, IReadOnlyList<string> views) =>
        (_connection, _spilled, Views) = (connection, spilled, views);

    /// <summary>What there is to select from.</summary>
    public IReadOnlyList<string> Views { get; }

    /// <summary>Files that cannot be read, each with the reason: they are no views, and all others are.</summary>
    public IReadOnlyList<string> Broken { get; private init; } = [];

    /// <summary>Where it puts what does not fit into memory; gone with it.</summary>
    internal string SpillFolder => _spilled.FullName;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="EvidenceException">There is no such folder, or no Parquet file in it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EvidenceQuery Open(string folder)
    {
        var tables = QueryTable.Of(folder);
        var spilled = Directory.CreateTempSubdirectory("miaia-query-");
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            var (views, broken) = (new List<string>(), new List<string>());
            foreach (var table in tables)
            {
                if (WhyBroken(connection, table) is { } why)
                    broken.Add($"{NamesOf(table, folder)}: cannot be read, so that there is no view {table.Name}: {why}");
                else
                    views.Add(table.Name);
            }

            if (views.Count == 0)
                throw new EvidenceException(string.Join('\n', broken));
            Lock(connection, Path.GetFullPath(folder), spilled.FullName);
            return new EvidenceQuery(connection, spilled, views) { Broken = broken };
        }
        catch (DuckDBException refused)
        {
            Leave();
            throw new EvidenceException($"{folder} cannot be read: {refused.Message}", refused);
        }
        catch
        {
            Leave();
            throw;
        }

        void Leave()
        {
            connection.Dispose();
            spilled.Delete(recursive: true);
        }
    }

    private static string? WhyBroken(DuckDBConnection connection, QueryTable table)
    {
        try
        {
            Set(connection, $"CREATE VIEW {Name(table.Name)} AS SELECT * FROM {table.Source()}");
            return null;
        }
        catch (DuckDBException refused)
        {
            return refused.Message.TrimEnd();
        }
    }

    private static string NamesOf(QueryTable table, string folder) =>
        table.Files is [var one] ? Path.GetRelativePath(folder, one) : $"one of {table.Files.Count} files {table.Name}.parquet";

    /// <summary>Runs one query.</summary>
    /// <param name="sql">A statement that selects, describes or summarizes.</param>
    /// <param name="begin">Takes the columns, once, before the first row.</param>
    /// <param name="row">Takes each row: numbers, texts, truths, nothing, and texts for all else.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">DuckDB refuses it, and says why; or it is none that selects.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public void Run(string sql, Action<IReadOnlyList<string>> begin, Action<IReadOnlyList<object?>> row, CancellationToken cancellation)
    {
        RefuseAllButOneSelect(sql);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var ending = cancellation.Register(command.Cancel);
            // The first rows are there before the last ones were read.
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            begin([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                row([.. Enumerable.Range(0, reader.FieldCount).Select(column => QueryValue.Of(reader, column))]);
            }
        }
        catch (DuckDBException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EvidenceException(e.Message.TrimEnd(), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        if (_spilled.Exists)
            _spilled.Delete(recursive: true);
    }

    // DuckDB itself tells what a statement is: it writes only those down as JSON that select. A folder that may be read may be written to as well,
    // so that anything else is not even tried.
    private void RefuseAllButOneSelect(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql($1::VARCHAR)";
        command.Parameters.Add(new DuckDBParameter(sql));
        using var told = JsonDocument.Parse((string)command.ExecuteScalar()!);
        if (told.RootElement.GetProperty("error").GetBoolean())
        {
            var isSyntax = told.RootElement.GetProperty("error_type").GetString() == "parser";
            var why = told.RootElement.GetProperty("error_message").GetString();
            throw new EvidenceException(
                isSyntax ? $"this is no SQL: {why}" : "only a statement that selects is run: the files are for reading"
            );
        }

        var statements = told.RootElement.GetProperty("statements").GetArrayLength();
        if (statements != 1)
            throw new EvidenceException($"one statement at a time: these are {statements}");
    }

    private static void Lock(DuckDBConnection connection, string folder, string spilled)
    {
        Set(connection, $"SET temp_directory = {Text(spilled)}");
        Set(connection, $"SET memory_limit = '{MemoryMax}'");
        Set(connection, $"SET allowed_directories = [{Text(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar)}]");
        Set(connection, "SET enable_external_access = false");
        Set(connection, "SET autoload_known_extensions = false");
        Set(connection, "SET autoinstall_known_extensions = false");
        Set(connection, "SET lock_configuration = true");
    }

    private static void Set(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
