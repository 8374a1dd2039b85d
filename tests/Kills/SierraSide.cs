using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kills;

/// <summary>An execution at the stand-in's exchange.</summary>
internal sealed record SierraFill(ulong OrderId, string Role, bool IsBuy, int Lots, int PriceTicks);

/// <summary>An entry call that Sierra answered with an order.</summary>
internal sealed record SierraEntry(ulong OrderId, long SierraId, long SaidAt);

/// <summary>Sierra's side of the truth: what the stand-in says of orders and executions, line by line.</summary>
internal sealed class SierraSide(Func<ulong, bool> isRecorded)
{
    private const string TagPrefix = "MIA:MIA-";
    private static readonly string[] Ended = ["filled", "canceled", "rejected", "error"];

    private readonly Lock _gate = new();
    private readonly HashSet<long> _working = [];
    private TaskCompletionSource _moved = New();

    internal List<SierraFill> Fills { get; } = [];

    internal List<SierraEntry> Entries { get; } = [];

    /// <summary>What must not be, as it was seen.</summary>
    internal List<string> Faults { get; } = [];

    internal int PositionLots { get; private set; }

    /// <summary>Whether nothing is open and nothing works.</summary>
    internal bool IsFlat
    {
        get
        {
            lock (_gate)
                return PositionLots == 0 && _working.Count == 0;
        }
    }

    /// <summary>Orders that were filled in more than one execution.</summary>
    internal int PartlyFilled => Fills.GroupBy(fill => (fill.OrderId, fill.Role)).Count(order => order.Count() > 1);

    /// <summary>Completes at the next order or execution.</summary>
    internal Task MovedAsync()
    {
        lock (_gate)
            return _moved.Task;
    }

    /// <summary>Takes one line of the stand-in.</summary>
    internal void Take(string line)
    {
        if (!line.StartsWith('{'))
            return;
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        lock (_gate)
        {
            switch (root.GetProperty("type").GetString())
            {
                case "order":
                    Called(root);
                    break;
                case "order_state":
                    Became(root);
                    break;
                case "fill":
                    Filled(root);
                    break;
                default:
                    return;
            }

            _moved.TrySetResult();
            _moved = New();
        }
    }

    /// <summary>The order that a TextTag names; 0 for a flatten of ours and for what is not ours.</summary>
    internal static ulong OrderIdOf(string tag) =>
        tag.StartsWith(TagPrefix, StringComparison.Ordinal)
            ? ulong.Parse(tag.AsSpan(TagPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : 0;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Called(JsonElement root)
    {
        if (root.GetProperty("call").GetString() is not ("BuyEntry" or "SellEntry") || root.GetProperty("answer").GetInt32() <= 0)
            return;
        var id = OrderIdOf(root.GetProperty("text_tag").GetString()!);
        if (id == 0)
            Faults.Add($"an entry without a tag of ours: {root}");
        else if (!isRecorded(id))
            Faults.Add($"order {id:x} is in Sierra and its intent is not on the disk");
        Entries.Add(new(id, root.GetProperty("order_id").GetInt64(), Stopwatch.GetTimestamp()));
    }

    private void Became(JsonElement root)
    {
        var id = root.GetProperty("order_id").GetInt64();
        if (Ended.Contains(root.GetProperty("status").GetString()))
            _working.Remove(id);
        else
            _working.Add(id);
    }

    private void Filled(JsonElement root)
    {
        PositionLots = root.GetProperty("position_lots").GetInt32();
        Fills.Add(
            new(
                OrderIdOf(root.GetProperty("text_tag").GetString()!),
                root.GetProperty("role").GetString()!,
                root.GetProperty("side").GetString() == "buy",
                root.GetProperty("lots").GetInt32(),
                root.GetProperty("price_ticks").GetInt32()
            )
        );
        if (Math.Abs(PositionLots) > TradedDay.CeilingLots)
            Faults.Add($"a position of {PositionLots} lots in Sierra, at most {TradedDay.CeilingLots} are allowed");
    }
}
