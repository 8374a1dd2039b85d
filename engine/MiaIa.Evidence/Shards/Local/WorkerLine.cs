using System.Text.Json;
using System.Text.Json.Serialization;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>One line from a worker process: how far it is with a shard, or how that ended.</summary>
/// <param name="Index">The shard's number.</param>
/// <param name="Progress">How far; null in the line that ends it.</param>
/// <param name="Result">How it ended; null before.</param>
internal sealed record WorkerLine(int Index, WorkProgress? Progress, ShardResult? Result)
{
    private static readonly JsonSerializerOptions Layout = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>As it is written.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, Layout);

    /// <summary>Reads one.</summary>
    /// <returns>Null for any other line.</returns>
    public static WorkerLine? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<WorkerLine>(line, Layout) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
