using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Hosting.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WatchdogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _faults = [];
    private int _told;

    [Test]
    public void It_tells_four_times_an_interval_while_work_is_done_and_never_by_itself()
    {
        var watchdog = Of("WATCHDOG_USEC=20000000")!;
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            watchdog.Beat();
            watchdog.Beat();
        }

        Assert.That(_told, Is.EqualTo(12));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_told, Is.EqualTo(12), "nobody works");
    }

    [TestCase("")]
    [TestCase("WATCHDOG_USEC=0")]
    [TestCase("WATCHDOG_USEC=-5")]
    [TestCase("WATCHDOG_USEC=soon")]
    [TestCase("WATCHDOG_USEC=20000000 WATCHDOG_PID=43", Description = "it is meant for another process")]
    public void Nobody_is_told_where_nobody_watches(string variables) => Assert.That(Of(variables), Is.Null);

    [Test]
    public void It_is_meant_for_this_process() => Assert.That(Of("WATCHDOG_USEC=20000000 WATCHDOG_PID=42"), Is.Not.Null);

    [Test]
    public void A_systemd_that_does_not_listen_is_told_of_once_and_ends_nothing()
    {
        var watchdog = Watchdog.From(
            name => name == "WATCHDOG_USEC" ? "4000000" : null,
            42,
            _ => throw new SocketException((int)SocketError.ConnectionRefused),
            _time,
            _faults.Add
        )!;
        for (var second = 0; second < 10; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            watchdog.Beat();
        }

        Assert.That(_faults, Has.Count.EqualTo(1));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "there is no systemd")]
    [CancelAfter(120_000)]
    public async Task A_systemd_that_reads_nothing_holds_up_nobody(CancellationToken limit)
    {
        var folder = Directory.CreateTempSubdirectory("miaia-systemd-");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "notify")));
        var socket = new SystemdSocket(Path.Combine(folder.FullName, "notify"));
        var watchdog = Watchdog.From(name => name == "WATCHDOG_USEC" ? "4000000" : null, 42, socket.Notify, _time, _faults.Add)!;
        // More than any system keeps for a reader.
        var beats = Task.Run(
            () =>
            {
                for (var second = 0; second < 5_000; second++)
                {
                    _time.Advance(TimeSpan.FromSeconds(1));
                    watchdog.Beat();
                }
            },
            limit
        );
        await beats.WaitAsync(limit);
        Assert.That(_faults, Has.Count.EqualTo(1));
        folder.Delete(true);
    }

    private Watchdog? Of(string variables)
    {
        var given = variables
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('='))
            .ToDictionary(p => p[0], p => p[1]);
        return Watchdog.From(given.GetValueOrDefault, 42, Told, _time, _faults.Add);
    }

    private void Told(ServiceState state)
    {
        Assert.That(state.ToString(), Is.EqualTo("WATCHDOG=1"));
        _told++;
    }
}
