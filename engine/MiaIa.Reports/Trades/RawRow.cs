using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MiaIa.Reports.Trades;

/// <summary>
/// The row at which a reader stands, asked of SQLite itself. The reader's own methods ask three things for each value (how many columns, which
/// type, the value), which made most of the time of a report over 500,000 trades.
/// </summary>
/// <param name="reader">Its columns have the types that are asked for.</param>
internal sealed class RawRow(SqliteDataReader reader)
{
    private readonly sqlite3_stmt _statement = reader.Handle ?? throw new InvalidOperationException("the reader has no rows");
    private readonly List<(byte[] Utf8, string Text)> _words = [];

    internal long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    internal double Real(int column) => raw.sqlite3_column_double(_statement, column);

    internal bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A real, or not a number where there is none.</summary>
    internal double RealOrNaN(int column)
    {
        var value = Real(column);
        // SQLite gives 0 for what is not there.
        return value == 0 && IsNull(column) ? double.NaN : value;
    }

    /// <summary>One of a few words, of which each is made once; empty where there is none.</summary>
    internal string Word(int column)
    {
        var utf8 = raw.sqlite3_column_blob(_statement, column);
        if (utf8.IsEmpty)
            return "";
        foreach (var (known, text) in _words)
        {
            if (utf8.SequenceEqual(known))
                return text;
        }

        var word = Encoding.UTF8.GetString(utf8);
        _words.Add((utf8.ToArray(), word));
        return word;
    }
}
