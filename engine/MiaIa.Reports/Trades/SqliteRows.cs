using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Trades;

/// <summary>Every row of a question to the database.</summary>
internal static class SqliteRows
{
    internal static List<T> Read<T>(
        SqliteConnection connection,
        string query,
        Func<SqliteDataReader, T> read,
        params (string Name, object Value)[] parameters
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
