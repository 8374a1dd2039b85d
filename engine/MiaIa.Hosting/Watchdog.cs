using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace MiaIa.Hosting;

/// <summary>
/// Tells systemd that the program gets on with its work, where the unit asks for it (WatchdogSec). Who works calls <see cref="Beat"/> behind each piece
/// of work: a timer of its own would tell of a timer, and go on while the work stands still.
/// </summary>
public sealed class Watchdog
{
    // systemd waits for one in a whole interval; half of one is usual, and a piece of work may take its time.
    private const int BeatsAnInterval = 4;
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    private readonly Action<ServiceState> _notify;
    private readonly TimeSpan _every;
    private readonly TimeProvider _time;
    private readonly Action<string> _fault;
    private long _beatAt;
    private bool _hasFailed;

    private Watchdog(Action<ServiceState> notify, TimeSpan interval, TimeProvider time, Action<string> fault)
    {
        (_notify, _time, _fault) = (notify, time, fault);
        _every = interval / BeatsAnInterval;
        _beatAt = time.GetTimestamp();
    }

    /// <summary>The watchdog of this process; null where nobody watches it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="fault">Takes why a beat could not be told: said once.</param>
    public static Watchdog? OfThisProcess(TimeProvider time, Action<string> fault) =>
        SystemdSocket.OfThisProcess() is { } systemd
            ? From(Environment.GetEnvironmentVariable, Environment.ProcessId, systemd.Notify, time, fault)
            : null;

    /// <summary>Something was done, just now. Never throws: whoever cannot be told lets systemd end the program, which is what it is for.</summary>
    public void Beat()
    {
        if (_time.GetElapsedTime(_beatAt) < _every)
            return;
        _beatAt = _time.GetTimestamp();
        try
        {
            _notify(Alive);
        }
        catch (SocketException fault)
        {
            if (!_hasFailed)
                _fault($"systemd cannot be told that the engine works: {fault.Message}");
            _hasFailed = true;
        }
    }

    /// <summary>By the variables of sd_watchdog_enabled: the interval in microseconds, and for which process it is meant.</summary>
    internal static Watchdog? From(
        Func<string, string?> variable,
        int processId,
        Action<ServiceState> notify,
        TimeProvider time,
        Action<string> fault
    )
    {
        if (!long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var micros) || micros <= 0)
            return null;
        if (variable("WATCHDOG_PID") is { Length: > 0 } meant && meant != processId.ToString(CultureInfo.InvariantCulture))
            return null;
        return new Watchdog(notify, TimeSpan.FromMicroseconds(micros), time, fault);
    }
}
