using System.Globalization;
using MiaIa.Projections;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Journal;

/// <summary>Decisions in words that can be held against each other, from a replay and from the database.</summary>
internal static class DecisionLines
{
    internal static string Birth(string instrument, long signalId, long bornNs, string tier) =>
        string.Create(CultureInfo.InvariantCulture, $"{instrument} signal {signalId} of {tier} born at {bornNs} ns");

    internal static string Trip(string instrument, long signalId, long exitedNs, long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"{instrument} trade of signal {signalId} ended at {exitedNs} ns with {cents} cents");

    /// <summary>What the database holds from a segment to a place in the journal, in its order; null when it has not come as far yet.</summary>
    internal static (List<string> Births, List<string> Trips)? Of(string database, long firstSegment, JournalPosition end)
    {
        using var connection = ProjectionFile.OpenToRead(database);
        if (PositionOf(connection) < end)
            return null;
        return (
            Read(
                "SELECT instrument, signal_id, born_ns, tier FROM signals WHERE segment >= @first AND (segment, byte) < (@last, @end) ORDER BY segment, byte, seq",
                r => Birth(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3))
            ),
            Read(
                """
                SELECT instrument, signal_id, exited_ns, profit_cents FROM round_trips WHERE segment >= @first AND (segment, byte) < (@last, @end)
                ORDER BY segment, byte, seq
                """,
                r => Trip(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3))
            )
        );

        List<string> Read(string query, Func<SqliteDataReader, string> line)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            command.Parameters.AddWithValue("@first", firstSegment);
            command.Parameters.AddWithValue("@last", (long)end.Segment);
            command.Parameters.AddWithValue("@end", end.Offset);
            using var reader = command.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
                lines.Add(line(reader));
            return lines;
        }
    }

    private static JournalPosition PositionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT segment, byte FROM position";
        using var reader = command.ExecuteReader();
        return reader.Read() ? new((uint)reader.GetInt64(0), reader.GetInt64(1)) : default;
    }
}
