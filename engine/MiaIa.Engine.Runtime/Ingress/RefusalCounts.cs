using System.Text.Json;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>How many frames were refused, by reason. Not synchronised: it belongs to whoever owns the core.</summary>
public sealed class RefusalCounts
{
    private static readonly string[] Names = [.. Enum.GetNames<RefusalReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private readonly ulong[] _counts = new ulong[Names.Length];

    /// <summary>All refusals together.</summary>
    public ulong Total { get; private set; }

    /// <summary>The name of a reason as it travels in NamedCount: snake_case.</summary>
    public static string NameOf(RefusalReason reason) => Names[(int)reason];

    /// <summary>The count of one reason.</summary>
    public ulong this[RefusalReason reason] => _counts[(int)reason];

    /// <summary>Counts one refusal.</summary>
    public void Add(RefusalReason reason)
    {
        _counts[(int)reason]++;
        Total++;
    }

    /// <summary>The reasons that occurred, with their counts, in the order of <see cref="RefusalReason"/>.</summary>
    public IEnumerable<(string Name, ulong Count)> NonZero()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
                yield return (Names[i], _counts[i]);
        }
    }
}
