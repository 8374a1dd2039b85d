using System.Security.Cryptography;

namespace MiaIa.Evidence.Shards;

/// <summary>A file that a shard reads.</summary>
/// <param name="Path">Where it lies, by the same name on every machine.</param>
/// <param name="Length">Bytes of it that are read.</param>
/// <param name="Sha256">Hash of these bytes when the plan was written, in lower hexadecimal.</param>
public sealed record ShardInput(string Path, long Length, string Sha256)
{
    /// <summary>A file that is read as a whole.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static ShardInput Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
