using System.Globalization;
using System.Text.Json;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards;

/// <summary>
/// A list of pieces of work that can be done in any order, anywhere, any number of times. Shard N is the Nth of the list, from 0: all that a
/// scheduler has to know of it is that number.
/// </summary>
/// <param name="Kind">Which work does them; see <see cref="IShardWork"/>.</param>
/// <param name="Work">What the work needs to know of all of them, in the work's own words.</param>
/// <param name="Shards">The pieces.</param>
public sealed record ShardPlan(string Kind, JsonElement Work, IReadOnlyList<Shard> Shards)
{
    /// <summary>How the file is called in the folder of what is made by it.</summary>
    public const string FileName = "plan.json";

    /// <summary>The same of one of several plans that share a folder: plan.json, plan-2.json and so on.</summary>
    /// <param name="turn">0 for the first.</param>
    internal static string FileOf(int turn) => turn == 0 ? FileName : string.Create(CultureInfo.InvariantCulture, $"plan-{turn + 1}.json");

    private const int FormatNow = 1;

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The bytes of a plan's file; the same plan has the same bytes.</summary>
    public byte[] ToBytes()
    {
        Check();
        return [.. JsonSerializer.SerializeToUtf8Bytes(new PlanFile(FormatNow, Kind, Work, Shards), Layout), (byte)'\n'];
    }

    /// <summary>Reads a plan's file.</summary>
    /// <exception cref="EvidenceException">It is no plan, or one of another version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ShardPlan Read(string path)
    {
        try
        {
            var file =
                JsonSerializer.Deserialize<PlanFile>(File.ReadAllBytes(path), Layout) ?? throw new EvidenceException($"{path} is empty");
            if (file.Format != FormatNow)
                throw new EvidenceException($"{path} is a plan of format {file.Format}, this program reads {FormatNow}");
            var plan = new ShardPlan(file.Kind, file.Work, file.Shards);
            plan.Check();
            return plan;
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"{path} is no plan: {e.Message}", e);
        }
        catch (FileNotFoundException e)
        {
            throw new EvidenceException($"there is no plan {path}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new EvidenceException($"there is no plan {path}", e);
        }
    }

    private void Check()
    {
        // Without regard to case, since on Windows two such folders would be one.
        var twice = Shards.GroupBy(shard => shard.Unit, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new EvidenceException($"the plan has the unit {twice.Key} more than once");
    }

    private sealed record PlanFile(int Format, string Kind, JsonElement Work, IReadOnlyList<Shard> Shards);
}
