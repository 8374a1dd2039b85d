using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>The newest signal events of this process, for who looks only now and then. Belongs to the runner's lock.</summary>
internal sealed class ToldSignals
{
    /// <summary>As many as a page shows.</summary>
    internal const int KeptMax = 200;

    private readonly Queue<(Signal Signal, string Contract)> _newest = new(KeptMax);

    /// <summary>How many were told so far.</summary>
    internal long Count { get; private set; }

    /// <param name="signal">What was told.</param>
    /// <param name="contract">Sierra's symbol of the chart that its market is of.</param>
    internal void Add(Signal signal, string contract)
    {
        if (_newest.Count == KeptMax)
            _newest.Dequeue();
        _newest.Enqueue((signal, contract));
        Count++;
    }

    /// <summary>Those that are kept, oldest first.</summary>
    internal Signal[] ToArray() => [.. _newest.Select(told => told.Signal)];

    /// <summary>
    /// The ends of the signals of a chart's market, oldest first, with what a chart draws of them: a study that was not there, or is on the chart anew,
    /// learns from them what it has not heard. Whose birth is no more kept is left out.
    /// </summary>
    /// <param name="hello">What the study says of its chart.</param>
    internal IEnumerable<Signal> EndsFor(Hello hello)
    {
        var born = _newest
            .Where(told => told.Signal.Event == SignalEvent.Born && IsOf(told.Signal, hello) && told.Contract == hello.Contract)
            .Select(told => told.Signal.Id)
            .ToHashSet();
        foreach (var (signal, _) in _newest)
        {
            if (signal.Event == SignalEvent.Ended && born.Contains(signal.Id))
                yield return Drawn(signal);
        }
    }

    private static bool IsOf(Signal signal, Hello hello) => signal.Instrument == hello.Instrument && signal.Label == hello.Label;

    private static Signal Drawn(Signal signal)
    {
        var drawn = signal.Clone();
        drawn.Reading.Clear();
        drawn.Gate.Clear();
        drawn.Explanation = null;
        return drawn;
    }
}
