using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>
/// Measures a running engine, beside it: takes the times that drains have left four times a second, and a sample of the state each second. The runner's lock is held
/// for the sample alone; who asks for metrics or health reads what was taken.
/// </summary>
internal sealed class EngineMonitor : IAsyncDisposable
{
    /// <summary>The meter of everything that the engine measures.</summary>
    internal const string MeterName = "MiaIa.Engine";

    private const int LooksASecond = 4;
    private const int SecondsAMinute = 60;

    private readonly EngineRunner _runner;
    private readonly Func<IbkrState?> _ibkr;
    private readonly TimeProvider _time;
    private readonly LatencyMetrics _latency;
    private readonly ProgramMetrics _program;
    private readonly PerformanceLines _lines;
    private readonly CancellationTokenSource _stopping = new();
    private int _looks;
    private int _seconds;

    /// <summary>Measures nothing before <see cref="Begin"/>.</summary>
    /// <param name="runner">What is measured.</param>
    /// <param name="beside">What the runner does not know.</param>
    /// <param name="log">The program's log; null = none.</param>
    /// <param name="lines">Takes the lines of performance.</param>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">The clock of the intervals.</param>
    internal EngineMonitor(
        EngineRunner runner,
        BesideRunner beside,
        ProgramLog? log,
        LogMessages lines,
        IMeterFactory meters,
        TimeProvider time
    )
    {
        _runner = runner;
        _ibkr = beside.Ibkr;
        _time = time;
        Health = new(time);
        var meter = meters.Create(MeterName);
        _latency = new(meter, runner.Drains);
        _program = new(meter, log, beside.Places, GC.GetTotalPauseDuration);
        var answers = beside.AnswersFolder is { } folder ? new AnswerMinutes(folder, lines) : null;
        _lines = new(lines, GC.GetTotalPauseDuration) { Told = (instrument, way) => answers?.Write(Health.Newest, instrument, way) };
        var sampled = new SampledMeter(meter, () => Health.Newest);
        StreamMetrics.Add(sampled);
        TradingMetrics.Add(sampled);
        OptionMetrics.Add(sampled);
        meter.CreateObservableCounter("miaia.engine.calls.refused", beside.CallsRefused, "{call}", "Calls refused before they were read.");
        meter.CreateObservableCounter(
            "miaia.engine.handshakes.refused",
            beside.HandshakesRefused,
            "{connection}",
            "Connections that ended before TLS stood."
        );
        meter.CreateObservableGauge(
            "miaia.engine.ready",
            () => Health.IsReady ? 1 : 0,
            null,
            "1 while a study that attaches is served and journalled."
        );
    }

    /// <summary>What the newest sample says of the engine.</summary>
    internal EngineHealth Health { get; }

    /// <summary>Ends when it is disposed, and with a fault of its own.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    internal void Begin() => Running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>A quarter of a second has passed.</summary>
    internal void Look()
    {
        _program.LookAtPauses();
        while (_runner.Drains.TryTake(out var time))
        {
            _latency.Record(time);
            _lines.Take(time);
        }

        if (_looks++ % LooksASecond != 0)
            return;

        _program.LookAtDisks();
        var sample = _runner.Sample();
        sample.Status.Ibkr = _ibkr();
        Health.Saw(sample);
        _lines.Second(Health.IsReady);
        if (++_seconds % SecondsAMinute == 0)
            _lines.EndMinute(_program.LongPauses);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / LooksASecond, _time);
        try
        {
            do Look();
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The engine stops.
        }
    }
}

/// <summary>What is measured of an engine and its runner does not know.</summary>
/// <param name="Ibkr">The link to IBKR; null when no Gateway is asked.</param>
/// <param name="CallsRefused">Calls refused before they were read.</param>
/// <param name="Places">Folders whose disks are looked at, each with its name.</param>
internal sealed record BesideRunner(Func<IbkrState?> Ibkr, Func<long> CallsRefused, (string Place, string Path)[] Places)
{
    /// <summary>Where minutes of answers are kept for reports; null = nowhere.</summary>
    internal string? AnswersFolder { get; init; }

    /// <summary>Connections that ended before TLS stood.</summary>
    internal Func<long> HandshakesRefused { get; init; } = () => 0;
}
