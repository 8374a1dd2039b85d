namespace MiaIa.Evidence.Shards;

/// <summary>A file that a shard reads.</summary>
/// <param name="Path">Where it lies, by the same name on every machine.</param>
/// <param name="Length">Bytes, when the plan was written.</param>
/// <param name="Sha256">Hash of its bytes or of the part that is read, in lower hexadecimal; what it covers is said by the work.</param>
public sealed record ShardInput(string Path, long Length, string Sha256);
