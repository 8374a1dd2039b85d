using System.Text.Json;

namespace MiaIa.Evidence.Shards;

/// <summary>One piece of a plan: a unit of work and what it is made from.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Key">The unit's key when the plan was written. A machine that comes to another one has other inputs or other code.</param>
/// <param name="Inputs">The files that it reads.</param>
/// <param name="Work">What the work needs to know of this piece alone, in the work's own words.</param>
public sealed record Shard(string Unit, string Key, IReadOnlyList<ShardInput> Inputs, JsonElement Work);
