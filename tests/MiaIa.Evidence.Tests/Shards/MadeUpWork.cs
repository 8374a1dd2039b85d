using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Work whose product is its input in capitals, and a plan of it.</summary>
internal sealed class MadeUpWork : IShardWork
{
    public string Kind => "capitals";

    /// <summary>Called in the middle of a unit, with its name.</summary>
    public Action<string> Midway { get; set; } = static _ => { };

    /// <summary>Units that were opened, by name; a unit that is done is not opened.</summary>
    public List<string> Opened { get; } = [];

    public IWorkUnit Open(ShardPlan plan, Shard shard)
    {
        lock (Opened)
            Opened.Add(shard.Unit);
        var input = File.ReadAllText(shard.Inputs[0].Path);
        var repeat = shard.Work.GetProperty("repeat").GetInt32();
        var text = string.Concat(Enumerable.Repeat(input.ToUpperInvariant(), repeat));
        return new MadeUpUnit(shard.Unit, KeyOf(input, repeat), ("out.txt", text)) { Midway = _ => Midway(shard.Unit) };
    }

    /// <summary>A plan over files that are written into a folder.</summary>
    public static ShardPlan Plan(string folder, params string[] inputs)
    {
        Directory.CreateDirectory(folder);
        var shards = inputs.Select(
            (input, index) =>
            {
                var path = Path.Combine(folder, $"input-{index}.txt");
                File.WriteAllText(path, input);
                var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input)));
                return new Shard(
                    $"unit-{index}",
                    KeyOf(input, 2),
                    [new ShardInput(path, Encoding.UTF8.GetByteCount(input), hash)],
                    JsonSerializer.SerializeToElement(new { repeat = 2 })
                );
            }
        );
        return new ShardPlan("capitals", JsonSerializer.SerializeToElement(new { }), [.. shards]);
    }

    private static string KeyOf(string input, int repeat) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{repeat} {input}")));
}
