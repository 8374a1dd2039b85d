using System.Globalization;
using MiaIa.Projections.Rows;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>
/// The database as its one writer has it: rows and the position behind the record that made the last of them, in one transaction. Whoever
/// else moves the position meanwhile is noticed.
/// </summary>
internal sealed partial class ProjectionStore : IDisposable
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly string _path;
    private readonly Dictionary<Table, SqliteCommand> _inserts = [];
    private SqliteConnection? _connection;

    private ProjectionStore(string path) => _path = path;

    /// <summary>Opens a database, and makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isAnew">Whether everything in it is removed first; a file that is no database is put beside it, with <c>.broken</c> behind its name.</param>
    /// <exception cref="ProjectionException">It is no database, not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot use the file, or not now.</exception>
    public static ProjectionStore Open(string path, bool isAnew = false)
    {
        try
        {
            return OpenSound(path, isAnew);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is NotADatabase or Corrupt)
        {
            if (!isAnew)
                throw new ProjectionException($"{path}: {broken.Message} Make it anew with miaia project --rebuild");
            SetAside(path);
            return OpenSound(path, isAnew);
        }
    }

    // The wall's time of its last change tells two of them apart.
    private static void SetAside(string path)
    {
        File.Move(
            path,
            string.Create(CultureInfo.InvariantCulture, $"{path}.{File.GetLastWriteTimeUtc(path):yyyyMMdd'T'HHmmss'Z'}.broken"),
            overwrite: true
        );
        foreach (var beside in new[] { $"{path}-wal", $"{path}-shm" })
            File.Delete(beside);
    }

    private static ProjectionStore OpenSound(string path, bool isAnew)
    {
        var store = new ProjectionStore(path);
        try
        {
            if (isAnew)
                ProjectionSchema.MakeAnew(store.Connect(), path);
            else
                ProjectionSchema.MakeOrCheck(store.Connect(), path);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>How far the journal has been taken.</summary>
    public JournalPosition ReadPosition()
    {
        using var command = Command("SELECT segment, byte FROM position");
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new((uint)reader.GetInt64(0), reader.GetInt64(1))
            : throw new ProjectionException($"{_path}: its position is missing; make it anew with miaia project --rebuild");
    }

    /// <summary>When a segment was begun that rows were made from, in ns since 1970-01-01 UTC; null when none were.</summary>
    public long? CreatedOf(uint segment)
    {
        using var command = Command("SELECT created_ns FROM segments WHERE segment = @segment", ("@segment", (long)segment));
        return (long?)command.ExecuteScalar();
    }

    /// <summary>Writes rows and moves the position, or does neither.</summary>
    /// <exception cref="ProjectionException">The position is not where this writer left it.</exception>
    /// <exception cref="SqliteException">Not written: a full disk, a lock. The same call may be made again.</exception>
    public void Write(IReadOnlyList<Row> rows, JournalPosition from, JournalPosition to) =>
        InTransaction(transaction =>
        {
            // First: where somebody else has written these rows, nothing is.
            Move(from, to, transaction);
            foreach (var row in rows)
                Insert(row, transaction);
        });

    /// <summary>Removes the rows of a part of the journal that is no longer there, and moves the position back.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void Rewind(JournalPosition from, JournalPosition to) =>
        InTransaction(transaction =>
        {
            foreach (var table in TablesWithRows())
            {
                using var delete = Command(
                    $"DELETE FROM \"{table}\" WHERE segment > @segment OR (segment = @segment AND byte >= @byte)",
                    ("@segment", (long)to.Segment),
                    ("@byte", to.Offset)
                );
                delete.Transaction = transaction;
                delete.ExecuteNonQuery();
            }

            Move(from, to, transaction);
        });

    /// <inheritdoc/>
    public void Dispose() => Disconnect();

    /// <summary>Runs a statement on the connection that writes; for tests.</summary>
    internal void Execute(string text)
    {
        using var command = Command(text);
        command.ExecuteNonQuery();
    }

    private void InTransaction(Action<SqliteTransaction> act)
    {
        try
        {
            using var transaction = Connect().BeginTransaction();
            act(transaction);
            transaction.Commit();
        }
        catch (SqliteException)
        {
            // What an input or output error leaves of a connection is not worth asking; a new one costs nothing.
            Disconnect();
            throw;
        }
    }

    private void Move(JournalPosition from, JournalPosition to, SqliteTransaction transaction)
    {
        using var move = Command(
            "UPDATE position SET segment = @segment, byte = @byte WHERE segment = @fromSegment AND byte = @fromByte",
            ("@segment", (long)to.Segment),
            ("@byte", to.Offset),
            ("@fromSegment", (long)from.Segment),
            ("@fromByte", from.Offset)
        );
        move.Transaction = transaction;
        if (move.ExecuteNonQuery() != 1)
            throw new ProjectionException($"{_path}: another program projects into it, too");
    }

    private void Insert(Row row, SqliteTransaction transaction)
    {
        if (!_inserts.TryGetValue(row.Table, out var insert))
        {
            insert = Command(row.Table.Insert);
            foreach (var (parameter, _) in row.Values)
                insert.Parameters.Add(new SqliteParameter(parameter, null));
            _inserts.Add(row.Table, insert);
        }

        insert.Transaction = transaction;
        for (var i = 0; i < row.Values.Length; i++)
            insert.Parameters[i].Value = row.Values[i].Value;
        insert.ExecuteNonQuery();
    }

    private List<string> TablesWithRows()
    {
        using var command = Command(
            "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'seq')"
        );
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private SqliteCommand Command(string text, params (string Name, object Value)[] parameters)
    {
        var command = Connect().CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private SqliteConnection Connect()
    {
        if (_connection is not null)
            return _connection;

        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = _path,
                Pooling = false,
                // Seconds that a locked database is waited for.
                DefaultTimeout = 1,
            }.ToString()
        );
        try
        {
            connection.Open();
            using var setUp = connection.CreateCommand();
            // NORMAL: a power cut may take the newest transactions whole, the position with them, and they are made again.
            setUp.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            setUp.ExecuteNonQuery();
            return _connection = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Disconnect()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();
        _inserts.Clear();
        _connection?.Dispose();
        _connection = null;
    }
}
