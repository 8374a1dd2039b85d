using System.Diagnostics;

namespace MiaIa.ZeroMq.Tests;

/// <summary>Waits that end.</summary>
internal static class Bounded
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Receives one part or fails.</summary>
    internal static byte[] Receive(ZeroMqSocket socket)
    {
        using var message = new ZeroMqMessage();
        Receive(socket, message);
        return message.Bytes.ToArray();
    }

    internal static void Receive(ZeroMqSocket socket, ZeroMqMessage message)
    {
        if (!socket.TryReceive(message))
        {
            Assert.That(socket.Wait(PollEvents.Readable, Limit), Is.EqualTo(PollEvents.Readable), "nothing came");
            Assert.That(socket.TryReceive(message), Is.True);
        }
    }

    /// <summary>Sends one part, waiting for the connection if need be.</summary>
    internal static void Send(ZeroMqSocket socket, ReadOnlySpan<byte> bytes, bool more = false)
    {
        Assert.That(socket.Wait(PollEvents.Writable, Limit), Is.EqualTo(PollEvents.Writable), "cannot send");
        Assert.That(socket.TrySend(bytes, more), Is.True);
    }

    /// <summary>Asks again and again, until the answer is yes.</summary>
    internal static void Until(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        var spinner = new SpinWait();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Limit), what);
            spinner.SpinOnce();
        }
    }
}
