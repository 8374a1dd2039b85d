using System.Text.Json;
using System.Text.Json.Serialization;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>What a plan of sets says of all its shards. The sets stand in it with their values: nobody draws them anew.</summary>
/// <param name="Settings">The engine's settings; empty = its defaults.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="IsExact">At every change, not once a second.</param>
/// <param name="Names">Of the parameters that differ.</param>
/// <param name="Sets">All sets; each shard takes some of them, one behind the other.</param>
internal sealed record SetPlan(string Settings, string Instrument, bool IsExact, IReadOnlyList<string> Names, IReadOnlyList<TriedSet> Sets)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Some of the sets.</summary>
    internal IEnumerable<TriedSet> Block(int first, int count) => Sets.Skip(first).Take(count);

    /// <summary>As a plan has it.</summary>
    internal static JsonElement ToJson<T>(T part) => JsonSerializer.SerializeToElement(part, Layout);

    /// <exception cref="EvidenceException">The plan is none of sets.</exception>
    internal static T Read<T>(JsonElement part, string unit)
    {
        try
        {
            return part.Deserialize<T>(Layout) ?? throw new EvidenceException($"the plan of {unit} says nothing of its work");
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"the plan of {unit} is none of sets: {e.Message}", e);
        }
    }
}

/// <summary>What it says of one shard: a day and a block of sets.</summary>
/// <param name="Date">The trading day.</param>
/// <param name="Kept">Folder of the unit with the day's readings.</param>
/// <param name="KeptKey">Its key.</param>
/// <param name="First">Place of the block's first set among those of the plan, from 0.</param>
/// <param name="Count">Sets of the block.</param>
/// <param name="AheadSeconds">How far ahead the line over features looks; null where the shard does not make it.</param>
internal sealed record SetShard(DateOnly Date, string Kept, string KeptKey, int First, int Count, int? AheadSeconds);
