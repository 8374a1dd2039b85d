using System.ComponentModel;
using System.Diagnostics;
using MiaIa.Bridge.Logging;
using MiaIa.Hosting;
using Serilog;

namespace MiaIa.Bridge.Starting;

/// <summary>
/// Starts the engine where the settings say which program it is and nothing answers at its address. Once: when an engine has answered,
/// whoever ends it means it. An engine that somebody else has started and that is still on its way is waited for. One that ends before is started again a few times, with pauses, and then left alone.
/// </summary>
internal sealed class EngineStarter : IDisposable
{
    private const string Stopped = "it was stopped, and is not started again by itself";
    private const string Gone = "it answered before; it is started by itself only when the bridge starts: start it by hand";
    private const string Held = "another engine has the journal and does not answer yet; it is waited for";

    private readonly EngineStartSettings _settings;
    private readonly Uri _engine;
    private readonly string _folder;
    private readonly StartLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private StartNote? _note;
    private Process? _started;
    private bool _isOurs;
    private long _startedAt;
    private int _starts;
    private bool _toldHeld;
    private long _answeredAt;
    private volatile bool _hasAnswered;
    private bool _toldOther;
    private bool _toldSlow;
    private volatile string _status = "";

    /// <param name="settings">The program.</param>
    /// <param name="engine">Where it will answer.</param>
    /// <param name="folder">Of the token files.</param>
    /// <param name="limits">How patient it is.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="log">Takes who started whom.</param>
    internal EngineStarter(EngineStartSettings settings, Uri engine, string folder, StartLimits limits, TimeProvider time, ILogger log)
    {
        _settings = settings;
        _engine = engine;
        _folder = folder;
        _limits = limits;
        _time = time;
        _log = log;
    }

    /// <summary>What is being done about the engine that is away, in a few words for the trader; empty when nothing is.</summary>
    internal string Status => _status.Length == 0 && _hasAnswered && _time.GetElapsedTime(_answeredAt) >= _limits.Settled ? Gone : _status;

    /// <summary>Runs until an engine answers, or nothing more can be done; of one that it has started, until that ends.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        if (_settings.Path.Length == 0)
            return;
        try
        {
            if (await StartWhenSilentAsync(stop).ConfigureAwait(false))
                await WatchAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The bridge stops. The engine goes on: it may hold a position.
        }
    }

    public void Dispose()
    {
        _note?.Dispose();
        _started?.Dispose();
    }

    // True when an engine answers.
    private async Task<bool> StartWhenSilentAsync(CancellationToken stop)
    {
        var silentSince = _time.GetTimestamp();
        while (!await EnginePort.AnswersAsync(_engine, stop).ConfigureAwait(false))
        {
            if (_started is { HasExited: true } ended)
            {
                // One of another bridge that has ended is none that this one has tried.
                var pause = _isOurs ? PauseAfter(ended.ExitCode) : TimeSpan.Zero;
                if (pause is null)
                    return false;
                await Task.Delay(pause.Value, _time, stop).ConfigureAwait(false);
                ended.Dispose();
                _started = null;
                // Somebody else may have started one meanwhile.
                continue;
            }

            if (_started is not null)
                TellSlow();
            else if (_time.GetElapsedTime(silentSince) >= _limits.Silence && !TryStart())
                return false;
            await Task.Delay(_limits.Look, _time, stop).ConfigureAwait(false);
        }

        if (_isOurs && _started is { HasExited: false })
            LogMessages.EngineAnswers(_log, _engine, _time.GetElapsedTime(_startedAt));
        _status = "";
        _answeredAt = _time.GetTimestamp();
        _hasAnswered = true;
        return true;
    }

    // False when it cannot be started at all.
    private bool TryStart()
    {
        try
        {
            _note ??= StartNote.TryTake(_folder, _engine.Port);
            if (_note is null)
            {
                TellOther("another bridge starts it");
                return true;
            }

            _startedAt = _time.GetTimestamp();
            _isOurs = false;
            if (_note.Running() is { } running)
            {
                _started = running;
                TellOther($"a bridge before this one has started it as process {running.Id}");
                return true;
            }

            _started = HiddenProcess.Start(_settings.Path, _settings.Arguments);
            _isOurs = true;
            _note.Write(_started);
        }
        catch (Exception fault) when (fault is IOException or Win32Exception or UnauthorizedAccessException)
        {
            LogMessages.EngineNotStarted(_log, _settings.Path, fault.Message);
            _status = $"this bridge cannot start it: {fault.Message}";
            return false;
        }

        _starts++;
        LogMessages.EngineStarted(_log, _engine, _settings.Path, _started.Id);
        _status = "this bridge has started it, it does not answer yet";
        return true;
    }

    // Before the next start; null = there is none.
    private TimeSpan? PauseAfter(int exitCode)
    {
        if (exitCode == ExitCodes.SecondInstance)
        {
            TellHeld();
            return _limits.Held;
        }

        return WasMeant(exitCode) || !MayStartAgain(exitCode) ? null : _limits.Pauses[_starts - 1];
    }

    // Somebody has asked it to stop before it answered: no fault, and no reason to start it again.
    private bool WasMeant(int exitCode)
    {
        if (exitCode != ExitCodes.Ok)
            return false;
        LogMessages.EngineEnded(_log, exitCode);
        _status = Stopped;
        return true;
    }

    // What the settings or the port forbid will be forbidden again.
    private bool MayStartAgain(int exitCode)
    {
        var why = exitCode switch
        {
            ExitCodes.BadSettings => " (its settings cannot be used)",
            ExitCodes.PortInUse => " (another program has its port)",
            HiddenProcess.NotExecutable or HiddenProcess.NotFound => " (the system cannot run it)",
            _ => "",
        };
        if (why.Length > 0 || _starts > _limits.Pauses.Count)
        {
            LogMessages.EngineGivenUp(_log, exitCode, why);
            _status = $"it ended with code {exitCode} at once{why}: see its log";
            return false;
        }

        LogMessages.EngineEndedAtOnce(_log, exitCode, _limits.Pauses[_starts - 1]);
        _status = $"it ended with code {exitCode} at once and will be started again";
        return true;
    }

    // Somebody has started one by hand and it is slow. A second one has ended by itself, which is no failure and counts as none.
    private void TellHeld()
    {
        _starts--;
        _status = Held;
        if (!_toldHeld)
            LogMessages.EngineHeld(_log, _engine);
        _toldHeld = true;
    }

    private void TellOther(string who)
    {
        _status = who;
        if (!_toldOther)
            LogMessages.EngineStartedByAnother(_log, _engine, who);
        _toldOther = true;
    }

    private void TellSlow()
    {
        if (_toldSlow || _time.GetElapsedTime(_startedAt) < _limits.Slow)
            return;
        _toldSlow = true;
        LogMessages.EngineIsSlow(_log, _engine, _limits.Slow);
    }

    // It has answered, so it is not started again, but its end is worth a line.
    private async Task WatchAsync(CancellationToken stop)
    {
        if (!_isOurs || _started is not { } engine)
            return;
        await engine.WaitForExitAsync(stop).ConfigureAwait(false);
        if (engine.ExitCode is ExitCodes.SecondInstance or ExitCodes.PortInUse)
        {
            // It was never the one that has answered: that one was slow, and is there now.
            TellHeld();
            _status = "";
            return;
        }

        LogMessages.EngineEnded(_log, engine.ExitCode);
        _status = engine.ExitCode == ExitCodes.Ok ? Stopped : $"it ended with code {engine.ExitCode} and is not started again by itself";
    }
}
