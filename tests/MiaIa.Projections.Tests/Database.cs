using System.Globalization;
using System.Text;
using MiaIa.Replay.Tests;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections.Tests;

/// <summary>Looks into a projection as anybody could.</summary>
internal static class Database
{
    internal static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    internal static long Number(string path, string query)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>A file that another is only about to fill has none of its tables yet.</summary>
    internal static bool HasTable(string path, string table) =>
        File.Exists(path) && Number(path, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'") > 0;

    internal static void Execute(string path, string text)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    internal static List<object[]> Rows(string path, string query)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Every row of every table, a line each.</summary>
    internal static string Dump(string path)
    {
        var dump = new StringBuilder();
        foreach (var name in Rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            dump.Append(CultureInfo.InvariantCulture, $"{name[0]}\n");
            foreach (var row in Rows(path, $"SELECT * FROM {name[0]} ORDER BY 1, 2, 3"))
            {
                foreach (var value in row)
                    dump.Append(CultureInfo.InvariantCulture, $"{(value is DBNull ? "NULL" : value)}|");
                dump.Append('\n');
            }
        }

        return dump.ToString();
    }

    /// <summary>Projects a whole journal at once.</summary>
    internal static string Rebuilt(string journal, TemporaryFolder folder)
    {
        var path = folder.File($"rebuilt-{Guid.NewGuid():N}.db");
        using var follower = JournalFollower.Open(journal, TradedMornings.Options, path, isAnew: true);
        while (follower.Advance(1_000_000) > 0)
            continue;
        return path;
    }
}
