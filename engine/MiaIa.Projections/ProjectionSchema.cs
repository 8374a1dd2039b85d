using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>The tables: Schema.sql, with its version in the file's <c>user_version</c> and ours as its <c>application_id</c>.</summary>
internal static class ProjectionSchema
{
    /// <summary>Rises with each change of Schema.sql, and of what a row means.</summary>
    public const long Version = 4;

    // "MIAP".
    private const long ApplicationId = 0x4D494150;

    /// <summary>Makes the tables in an empty database; refuses one that is not ours, or of another version.</summary>
    /// <exception cref="ProjectionException">It is refused.</exception>
    public static void MakeOrCheck(SqliteConnection connection, string path)
    {
        if (!IsOurs(connection, path))
            Make(connection);
        else
            CheckVersion(connection, path);
    }

    /// <summary>Refuses a database that nothing was projected into, is not ours, or is of another version.</summary>
    /// <exception cref="ProjectionException">It is refused.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        if (!IsOurs(connection, path))
            throw new ProjectionException($"{path}: holds nothing yet; make it with miaia project --journal DIR --database FILE");
        CheckVersion(connection, path);
    }

    /// <summary>Removes every table of a database that is ours or empty, and makes them anew.</summary>
    /// <exception cref="ProjectionException">It is another program's.</exception>
    public static void MakeAnew(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        if (IsOurs(connection, path))
        {
            foreach (var (kind, name) in Names(connection))
                Execute(connection, $"DROP {kind} IF EXISTS \"{name}\"");
        }

        Create(connection);
        transaction.Commit();
    }

    private static void Make(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Create(connection);
        transaction.Commit();
    }

    private static void Create(SqliteConnection connection)
    {
        using var stream = typeof(ProjectionSchema).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var text = new StreamReader(stream);
        Execute(connection, text.ReadToEnd());
        Execute(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
    }

    private static bool IsOurs(SqliteConnection connection, string path)
    {
        var id = Number(connection, "PRAGMA application_id");
        if (id == ApplicationId)
            return true;
        if (id != 0 || Number(connection, "SELECT COUNT(*) FROM sqlite_master") != 0)
            throw new ProjectionException($"{path}: is a database of another program; it is left alone");
        return false;
    }

    private static void CheckVersion(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (version != Version)
        {
            throw new ProjectionException(
                $"{path}: has tables of version {version}, this program writes version {Version}; "
                    + "make it anew from the journal: miaia project --rebuild --journal DIR --database FILE"
            );
        }
    }

    private static List<(string Kind, string Name)> Names(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // Indices go with their tables.
        command.CommandText =
            "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        var names = new List<(string, string)>();
        while (reader.Read())
            names.Add((reader.GetString(0), reader.GetString(1)));
        return names;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }
}
