using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>The newest signal events of this process, for who looks only now and then. Belongs to the runner's lock.</summary>
internal sealed class ToldSignals
{
    /// <summary>As many as a page shows.</summary>
    internal const int KeptMax = 200;

    private readonly Queue<Signal> _newest = new(KeptMax);

    /// <summary>How many were told so far.</summary>
    internal long Count { get; private set; }

    internal void Add(Signal signal)
    {
        if (_newest.Count == KeptMax)
            _newest.Dequeue();
        _newest.Enqueue(signal);
        Count++;
    }

    /// <summary>Those that are kept, oldest first.</summary>
    internal Signal[] ToArray() => [.. _newest];
}
