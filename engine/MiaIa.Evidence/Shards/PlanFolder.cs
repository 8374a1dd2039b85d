using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Shards;

/// <summary>
/// A plan and what has been made of it so far: the file, beside it a folder of units, and a folder with a word on each shard that cannot be done.
/// All that carriers know of each other's work is what stands here.
/// </summary>
public sealed class PlanFolder
{
    private readonly string _failed;

    private PlanFolder(string path, ShardPlan plan, byte[] bytes)
    {
        PlanPath = Path.GetFullPath(path);
        Folder = Path.GetDirectoryName(PlanPath)!;
        Plan = plan;
        Units = new UnitStore(Path.Combine(Folder, "units"));
        _failed = Path.Combine(Folder, "failed");
        JobName = NameOf(PlanPath, bytes);
    }

    /// <summary>The plan's file.</summary>
    public string PlanPath { get; }

    /// <summary>The folder that it lies in.</summary>
    public string Folder { get; }

    /// <summary>What jobs of it are called: the same plan at the same place has the same name, so that a second start finds them.</summary>
    public string JobName { get; }

    /// <summary>The plan.</summary>
    public ShardPlan Plan { get; }

    /// <summary>The units that are done, of this plan and perhaps of earlier ones.</summary>
    public UnitStore Units { get; }

    /// <summary>Opens a plan that was written before.</summary>
    /// <exception cref="EvidenceException">It is no plan.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PlanFolder Open(string path)
    {
        var plan = ShardPlan.Read(path);
        return new(path, plan, plan.ToBytes());
    }

    /// <summary>
    /// Writes a plan into a folder, unless the same one is there. Another one takes its place: units of the old one that have the same key stay done.
    /// </summary>
    /// <param name="folder">Of the plan and its units.</param>
    /// <param name="plan">To be written.</param>
    /// <param name="turn">0 for the first of plans that share a folder and are done one behind the other.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static PlanFolder Write(string folder, ShardPlan plan, int turn = 0)
    {
        var (path, bytes) = (Path.Combine(folder, ShardPlan.FileOf(turn)), plan.ToBytes());
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            AtomicFile.Write(path, stream => stream.Write(bytes));
        return new PlanFolder(path, plan, bytes);
    }

    /// <summary>
    /// The folders that a machine needs to do any shard of it: first the plan's own, then those with the inputs. Of inputs that are units themselves
    /// it is the one folder that all units of their kind lie in.
    /// </summary>
    public IReadOnlyList<string> Needed() =>
        [
            Folder,
            .. Plan
                .Shards.SelectMany(shard => shard.Inputs)
                .Select(input => Path.GetDirectoryName(input.Path)!)
                .Distinct(StringComparer.Ordinal)
                .Select(path => File.Exists(Path.Combine(path, UnitRecord.FileName)) ? Path.GetDirectoryName(path)! : path)
                .Where(path => path != Folder)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether the unit of a shard is there.</summary>
    public bool IsDone(Shard shard) => Units.Find(shard.Unit, shard.Key) is not null;

    /// <summary>The numbers of the shards whose units are not there, in their order.</summary>
    public IReadOnlyList<int> Missing() => [.. Enumerable.Range(0, Plan.Shards.Count).Where(index => !IsDone(Plan.Shards[index]))];

    /// <summary>Removes what was left half done: when all is there, whatever still writes is of no use to anybody.</summary>
    public void ClearWhenWhole(TimeProvider time)
    {
        if (Missing().Count == 0)
            Units.ClearUnfinished(TimeSpan.MinValue, time.GetUtcNow());
    }

    /// <summary>Why a shard cannot be done, where somebody found that out from the same inputs; otherwise null.</summary>
    public string? FailureOf(Shard shard)
    {
        try
        {
            var failure = JsonSerializer.Deserialize<Failure>(File.ReadAllText(FailurePath(shard)));
            return failure is not null && failure.Key == shard.Key ? failure.Message : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Forgets why shards could not be done: whoever starts again may have mended it.</summary>
    public void ForgetFailures()
    {
        if (Directory.Exists(_failed))
            Directory.Delete(_failed, recursive: true);
    }

    /// <summary>Leaves a word for whoever gathers, on whatever machine.</summary>
    internal void KeepFailure(Shard shard, string message)
    {
        // Two that fail at once must not write into each other's draft.
        var draft = Path.Combine(_failed, $"{shard.Unit}.{Guid.NewGuid():N}");
        Directory.CreateDirectory(_failed);
        File.WriteAllText(draft, JsonSerializer.Serialize(new Failure(shard.Key, message)));
        File.Move(draft, FailurePath(shard), overwrite: true);
    }

    private static string NameOf(string path, byte[] plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path));
        hash.AppendData([0]);
        hash.AppendData(plan);
        return "miaia-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private string FailurePath(Shard shard) => Path.Combine(_failed, shard.Unit + ".json");

    private sealed record Failure(string Key, string Message);
}
