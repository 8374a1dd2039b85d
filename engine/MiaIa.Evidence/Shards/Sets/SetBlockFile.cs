using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>What a shard wrote of its sets.</summary>
/// <param name="Path">The file.</param>
/// <param name="Key">Of its unit.</param>
/// <param name="Count">Sets in it.</param>
internal sealed record SetBlockFile(string Path, string Key, int Count)
{
    /// <summary>Reads some of a day's sets out of the files of its blocks.</summary>
    /// <param name="blocks">In the order of their sets.</param>
    /// <param name="first">Place of the first set.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="EvidenceException">A file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static IEnumerable<SetDay> Read(IEnumerable<SetBlockFile> blocks, int first, int count)
    {
        foreach (var block in blocks)
        {
            var from = Math.Max(0, first);
            var to = Math.Min(block.Count, first + count);
            if (from < to)
            {
                using var file = File.OpenRead(block.Path);
                foreach (var day in SetDayFile.Read(file, block.Key, block.Path, from, to - from))
                    yield return day;
            }

            first -= block.Count;
        }
    }
}
