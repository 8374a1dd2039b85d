using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Tests;

public sealed partial class WaitingTests
{
    private const int SigUsr2 = 12;

    [Test]
    public void A_poller_says_which_socket_has_a_message()
    {
        using var first = new SocketPair();
        using var second = new SocketPair();
        using var poller = new ZeroMqPoller(first.Router, second.Router);
        Assert.That(poller.Wait(TimeSpan.Zero), Is.False);
        Bounded.Send(second.Dealer, "x"u8);
        Assert.That(poller.Wait(Bounded.Limit), Is.True);
        Assert.That((poller.IsReadable(0), poller.IsReadable(1)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_wait_that_ends_without_a_message_took_as_long_as_asked()
    {
        using var pair = new SocketPair();
        using var poller = new ZeroMqPoller(pair.Router);
        var started = Stopwatch.GetTimestamp();
        Assert.That(poller.Wait(TimeSpan.FromMilliseconds(80)), Is.False);
        Assert.That(Stopwatch.GetElapsedTime(started).TotalMilliseconds, Is.InRange(75, 5_000));
    }

    [Test]
    [Platform("Linux")]
    public void A_signal_does_not_end_a_wait_and_is_no_error()
    {
        using var handled = PosixSignalRegistration.Create((PosixSignal)SigUsr2, context => context.Cancel = true);
        using var pair = new SocketPair();
        using var started = new ManualResetEventSlim();
        var waiter = 0UL;
        var elapsed = TimeSpan.Zero;
        PollEvents seen = default;
        var thread = new Thread(() =>
        {
            waiter = PthreadSelf();
            started.Set();
            var began = Stopwatch.GetTimestamp();
            seen = pair.Router.Wait(PollEvents.Readable, TimeSpan.FromMilliseconds(300));
            elapsed = Stopwatch.GetElapsedTime(began);
        });
        thread.Start();
        started.Wait();
        while (!thread.Join(TimeSpan.FromMilliseconds(20)))
            _ = PthreadKill(waiter, SigUsr2);
        Assert.That(seen, Is.EqualTo(PollEvents.None));
        Assert.That(elapsed.TotalMilliseconds, Is.InRange(295, 5_000));
    }

    [Test]
    public void Signals_from_many_threads_wake_the_receiver_and_none_is_lost()
    {
        using var context = new ZeroMqContext();
        using var wakeUp = new ZeroMqWakeUp(context);
        using var poller = new ZeroMqPoller(wakeUp.Receiver);
        const int threads = 4,
            each = 20_000;
        var handedOver = 0;
        var senders = Enumerable
            .Range(0, threads)
            .Select(_ =>
                Task.Run(() =>
                {
                    for (var i = 0; i < each; i++)
                    {
                        Interlocked.Increment(ref handedOver);
                        wakeUp.Signal();
                    }
                })
            )
            .ToArray();
        var seen = 0;
        while (seen < threads * each)
        {
            Assert.That(poller.Wait(Bounded.Limit), Is.True, $"asleep with {handedOver - seen} waiting");
            wakeUp.Clear();
            seen = Volatile.Read(ref handedOver);
        }

        Assert.That(Task.WaitAll(senders, Bounded.Limit), Is.True);
    }

    [Test]
    public void Signals_after_the_end_are_ignored()
    {
        using var context = new ZeroMqContext();
        var wakeUp = new ZeroMqWakeUp(context);
        wakeUp.Dispose();
        Assert.DoesNotThrow(wakeUp.Signal);
    }

    [Test]
    public void A_monitor_tells_when_a_peer_comes_and_goes()
    {
        using var context = new ZeroMqContext();
        using var router = context.CreateSocket(ZeroMqSocketType.Router);
        using var monitor = new ZeroMqMonitor(router);
        router.Bind("tcp://127.0.0.1:*");
        var dealer = context.CreateSocket(ZeroMqSocketType.Dealer);
        dealer.Connect(router.LastEndpoint);
        Assert.That(Next(monitor, ZeroMqMonitorEventKind.Listening).Endpoint, Is.EqualTo(router.LastEndpoint));
        Assert.That(Next(monitor, ZeroMqMonitorEventKind.HandshakeSucceeded).Endpoint, Does.StartWith("tcp://127.0.0.1:"));
        dealer.Dispose();
        Next(monitor, ZeroMqMonitorEventKind.Disconnected);
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial ulong PthreadSelf();

    [LibraryImport("libc", EntryPoint = "pthread_kill")]
    private static partial int PthreadKill(ulong thread, int signal);

    private static ZeroMqMonitorEvent Next(ZeroMqMonitor monitor, ZeroMqMonitorEventKind kind)
    {
        while (true)
        {
            Assert.That(monitor.Events.Wait(PollEvents.Readable, Bounded.Limit), Is.EqualTo(PollEvents.Readable), $"no {kind} came");
            if (monitor.TryRead(out var happened) && happened.Kind == kind)
                return happened;
        }
    }
}
