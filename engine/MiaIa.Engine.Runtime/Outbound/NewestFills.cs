using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>
/// The newest executions of all instruments, for who looks only now and then; those that a replay makes again are among them. Belongs to whoever
/// steps the cores.
/// </summary>
public sealed class NewestFills
{
    /// <summary>As many as a chart shows.</summary>
    public const int KeptMax = 200;

    private readonly Queue<(string Instrument, Fill Fill)> _newest = new(KeptMax);

    /// <summary>How many there were so far.</summary>
    public long Count { get; private set; }

    /// <summary>One more; of too many the oldest goes.</summary>
    public void Add(string instrument, in Fill fill)
    {
        if (_newest.Count == KeptMax)
            _newest.Dequeue();
        _newest.Enqueue((instrument, fill));
        Count++;
    }

    /// <summary>Those that are kept, oldest first.</summary>
    public (string Instrument, Fill Fill)[] ToArray() => [.. _newest];
}
