using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>The database for whoever only reads it; an engine may be writing it meanwhile.</summary>
public static class ProjectionFile
{
    /// <summary>Opens it. Nothing can be written through the connection.</summary>
    /// <exception cref="ProjectionException">It is not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot read the file.</exception>
    public static SqliteConnection OpenToRead(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        try
        {
            connection.Open();
            ProjectionSchema.Check(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
