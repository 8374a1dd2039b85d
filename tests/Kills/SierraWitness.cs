using System.Text.Json;

namespace Kills;

/// <summary>What Sierra's side says beside orders and executions: how they are protected, whose money it is, and what the study has written.</summary>
internal sealed class SierraWitness
{
    private static readonly string[] Working = ["open", "pending_modify", "pending_cancel", "pending_cancel_for_replace"];

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _stops = [];
    private readonly List<string> _log = [];
    private int _position;
    private long _nakedSince;

    /// <summary>Calls of the study that ask for an order, a change, a cancellation or an exit.</summary>
    internal int Calls { get; private set; }

    /// <summary>Times at which a position was closed to the end.</summary>
    internal int Closed { get; private set; }

    /// <summary>How much of the market has been played, 0 to 1.</summary>
    internal double Fraction { get; private set; }

    /// <summary>The longest time of the market in which stops worked for fewer contracts than were open.</summary>
    internal TimeSpan NakedMax { get; private set; }

    /// <summary>Orders and executions that Sierra calls simulated, and those that it does not.</summary>
    internal (int Simulated, int Real) Money { get; private set; }

    /// <summary>Whether the study has written something with that in it.</summary>
    internal bool HasLogged(string part) => Read(() => _log.Any(line => line.Contains(part, StringComparison.Ordinal)));

    /// <summary>What the study has written.</summary>
    internal string Log() => Read(() => string.Join('\n', _log));

    /// <summary>Takes one line of the stand-in.</summary>
    internal void Take(string line)
    {
        if (!line.StartsWith('{'))
            return;
        using var document = JsonDocument.Parse(line);
        lock (_gate)
            Take(document.RootElement);
    }

    private void Take(JsonElement root)
    {
        if (root.TryGetProperty("market_unix_us", out var now))
            Pass(now.GetInt64());
        switch (root.GetProperty("type").GetString())
        {
            case "order":
                Calls++;
                break;
            case "order_state":
                Count(root);
                Became(root);
                break;
            case "fill":
                Count(root);
                var before = _position;
                _position = root.GetProperty("position_lots").GetInt32();
                Closed += before != 0 && _position == 0 ? 1 : 0;
                break;
            case "log":
                _log.Add(root.GetProperty("text").GetString()!);
                break;
            case "progress":
                Fraction = root.GetProperty("fraction").GetDouble();
                break;
            default:
                break;
        }
    }

    // The state that held until now, at its length.
    private void Pass(long now)
    {
        if (_position == 0 || _stops.Values.Sum() >= Math.Abs(_position))
            _nakedSince = 0;
        else if (_nakedSince == 0)
            _nakedSince = now;
        else if (now - _nakedSince > NakedMax.TotalMicroseconds)
            NakedMax = TimeSpan.FromMicroseconds(now - _nakedSince);
    }

    private void Became(JsonElement root)
    {
        // A stop of the study's own is an exit to Sierra.
        var isStop =
            root.GetProperty("role").GetString() == "stop"
            || root.GetProperty("text_tag").GetString()!.StartsWith("MIA.S:", StringComparison.Ordinal);
        if (!isStop)
            return;
        var works = Working.Contains(root.GetProperty("status").GetString());
        _stops[root.GetProperty("order_id").GetInt64()] = works
            ? root.GetProperty("lots").GetInt32() - root.GetProperty("filled_lots").GetInt32()
            : 0;
    }

    private void Count(JsonElement root) =>
        Money = root.GetProperty("simulated").GetInt32() != 0 ? (Money.Simulated + 1, Money.Real) : (Money.Simulated, Money.Real + 1);

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }
}
