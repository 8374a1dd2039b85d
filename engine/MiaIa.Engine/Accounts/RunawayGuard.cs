using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>Counts entry commands: a program that sends too many, or the same one again and again, is broken.</summary>
internal sealed class RunawayGuard
{
    private readonly UnixNanos[] _sentAt;
    private int _next;
    private Identity _last;

    internal RunawayGuard(AccountOptions options) => _sentAt = new UnixNanos[options.EntriesPerMinute];

    /// <summary>How often the newest command was sent in a row.</summary>
    internal int Run { get; private set; }

    /// <summary>Commands of the last minute, with one that would be sent now. More than the ring holds is not counted.</summary>
    internal int InMinuteWith(UnixNanos now)
    {
        var count = 1;
        foreach (var at in _sentAt)
            count += at.Value != 0 && now - at < UnixNanos.PerMinute ? 1 : 0;
        return count;
    }

    /// <summary>The length of the row of identical commands, with one that would be sent now.</summary>
    internal int RunWith(Identity command) => command == _last ? Run + 1 : 1;

    internal void Sent(Identity command, UnixNanos now)
    {
        Run = RunWith(command);
        _last = command;
        _sentAt[_next] = now;
        _next = (_next + 1) % _sentAt.Length;
    }

    /// <summary>A new trade date, or a person who enables trading again, begins anew.</summary>
    internal void Restart()
    {
        Array.Clear(_sentAt);
        (_next, Run, _last) = (0, 0, default);
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(_sentAt.Length);
        for (var i = 0; i < _sentAt.Length; i++)
            writer.WriteInt64(_sentAt[(_next + i) % _sentAt.Length].Value);
        writer.WriteInt64(Run);
        writer.WriteInt64(_last.Slot);
        writer.WriteInt64((long)_last.Direction);
        writer.WriteInt64(_last.Lots);
        writer.WriteInt64(_last.Reference.Value);
    }

    internal void Load(ref CarryReader reader, ReadOnlySpan<int> slots)
    {
        Restart();
        // Where the limit is another than when it was saved, the newest that fit stay.
        for (var left = reader.ReadCount(AccountOptions.EntriesPerMinuteMax); left > 0; left--)
        {
            _sentAt[_next] = CarriedValues.Moment(ref reader);
            _next = (_next + 1) % _sentAt.Length;
        }

        Run = reader.ReadCount(int.MaxValue);
        _last = new Identity(
            slots[reader.ReadCount(slots.Length - 1)],
            CarriedValues.Direction(ref reader),
            reader.ReadCount(Contracts.MaxValue),
            CarriedValues.Price(ref reader)
        );
    }

    /// <summary>What makes two entry commands the same.</summary>
    internal readonly record struct Identity(int Slot, Direction Direction, int Lots, PriceTicks Reference);
}
