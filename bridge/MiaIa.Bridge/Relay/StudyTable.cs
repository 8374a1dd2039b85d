using MiaIa.Bridge.Sessions;

namespace MiaIa.Bridge.Relay;

/// <summary>Every study that is there, who of them publishes, and the lines to the engine that are being closed.</summary>
internal sealed class StudyTable
{
    /// <summary>More studies than any trader has charts; a bound all the same.</summary>
    internal const int StudiesMax = 64;

    private readonly Dictionary<ulong, StudySession> _byEpoch = [];
    private readonly List<StudySession> _all = [];
    private readonly List<Task> _closing = [];
    private readonly Queue<(byte[] RoutingId, ulong Epoch)> _turnedAway = [];
    private long _conflatedBefore;

    /// <summary>Frames from the engine that a newer one replaced before they were sent, on every line so far.</summary>
    internal long Conflated => _conflatedBefore + _all.Sum(session => session.Link?.Downstream.Conflated ?? 0);

    internal LeaseTable Leases { get; } = new();

    /// <summary>All of them, in the order in which they came. Do not add or remove while walking it.</summary>
    internal IReadOnlyList<StudySession> All => _all;

    internal StudySession? Find(ulong epoch) => _byEpoch.GetValueOrDefault(epoch);

    internal StudySession? FindByRoutingId(ReadOnlySpan<byte> routingId)
    {
        foreach (var session in _all)
        {
            if (session.RoutingId.SequenceEqual(routingId))
                return session;
        }

        return null;
    }

    /// <summary>A study found no place; the last of them are remembered, as many as there are places.</summary>
    internal void TurnAway(ReadOnlySpan<byte> routingId, ulong epoch)
    {
        foreach (var (_, known) in _turnedAway)
        {
            if (known == epoch)
                return;
        }

        if (_turnedAway.Count == StudiesMax)
            _turnedAway.Dequeue();
        _turnedAway.Enqueue((routingId.ToArray(), epoch));
    }

    /// <summary>Those who found no place and may ask again: by itself a study that was refused rests for half a minute.</summary>
    internal IReadOnlyList<(byte[] RoutingId, ulong Epoch)> TakeTurnedAway()
    {
        var asked = new List<(byte[], ulong)>();
        while (_all.Count + asked.Count < StudiesMax && _turnedAway.TryDequeue(out var study))
            asked.Add(study);
        return asked;
    }

    internal StudySession Add(ulong epoch, ulong secret)
    {
        var session = new StudySession(epoch, secret);
        _byEpoch.Add(epoch, session);
        _all.Add(session);
        return session;
    }

    /// <summary>Takes the publisher's part from a study: its line to the engine is closed and its lease is free.</summary>
    internal void Demote(StudySession session, TimeSpan grace)
    {
        if (session.Link is { } link)
        {
            _conflatedBefore += link.Downstream.Conflated;
            _closing.Add(link.CloseAsync(grace));
        }

        session.Link = null;
        session.Call = null;
        session.IsPublisher = false;
        Leases.Release(session.Key, session.Epoch);
    }

    internal void Remove(StudySession session, TimeSpan grace)
    {
        Demote(session, grace);
        _byEpoch.Remove(session.Epoch);
        _all.Remove(session);
    }

    /// <summary>Closes every line to the engine.</summary>
    /// <returns>Ends when all are closed.</returns>
    internal Task CloseAll(TimeSpan grace)
    {
        while (_all.Count > 0)
            Remove(_all[^1], grace);
        return Task.WhenAll(_closing);
    }

    /// <summary>Forgets lines that have been closed.</summary>
    internal void Sweep() => _closing.RemoveAll(task => task.IsCompleted);
}
