using MiaIa.Engine.Runtime.State;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>
/// Follows the journal of a running engine from a thread of its own, below everything else: some records at a time, then others may. No fault in
/// here reaches the engine: it is said once, and tried again.
/// </summary>
public sealed class BackgroundProjection : IDisposable
{
    private const int RecordsAtATime = 2_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly string _directory;
    private readonly EngineOptions _options;
    private readonly string _path;
    private readonly Action<string> _say;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private JournalFollower? _follower;
    private string _fault = "";
    private TimeSpan _wait = FirstWait;

    private BackgroundProjection(string directory, EngineOptions options, string path, Action<string> say)
    {
        (_directory, _options, _path, _say) = (directory, options, path, say);
        _thread = new Thread(Run)
        {
            Name = "projection",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
    }

    /// <summary>Begins to follow.</summary>
    /// <param name="directory">The journal that the engine writes.</param>
    /// <param name="options">The engine's.</param>
    /// <param name="path">The database's file.</param>
    /// <param name="say">Takes what a person should know, from the thread of the projection.</param>
    public static BackgroundProjection Start(string directory, EngineOptions options, string path, Action<string> say)
    {
        var projection = new BackgroundProjection(directory, options, path, say);
        projection._thread.Start();
        return projection;
    }

    /// <summary>Ends after one more piece of work. What is not written then is made by the next start.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsSet)
            _stop.Wait(Step());
        Step();
        _follower?.Dispose();
    }

    /// <summary>Does a piece of work. Returns how long to wait before the next.</summary>
    private TimeSpan Step()
    {
        try
        {
            if (_follower is null)
            {
                _follower = JournalFollower.Open(_directory, _options, _path);
                _follower.Said += _say;
            }

            var taken = _follower.Advance(RecordsAtATime);
            if (_fault.Length > 0)
                _say($"goes on at {_follower.Position}");
            (_fault, _wait) = ("", FirstWait);
            return taken == RecordsAtATime ? TimeSpan.Zero : LookEvery;
        }
        catch (SqliteException fault)
        {
            // Full, locked, gone: what was taken waits in the follower.
            return Later(fault);
        }
#pragma warning disable CA1031 // Journal or database cannot be used, or a fault of the program: no decision is read from here, so the engine goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Forget();
            return Later(fault);
        }
    }

    private void Forget()
    {
        _follower?.Dispose();
        _follower = null;
    }

    private TimeSpan Later(Exception fault)
    {
        if (fault.Message != _fault)
            _say($"waits, and tries again: {fault.Message}");
        _fault = fault.Message;
        var wait = _wait;
        _wait = TimeSpan.FromTicks(Math.Min(2 * _wait.Ticks, LongestWait.Ticks));
        return wait;
    }
}
