using System.Diagnostics;

namespace MiaIa.ZeroMq.Native;

/// <summary>Reads and writes zmq_pollitem_t, whose layout differs between Windows (a 64-bit handle in it) and the rest.</summary>
internal static unsafe class PollItem
{
    /// <summary>Room that one item needs on any system.</summary>
    internal const int BytesMax = 24;

    private static readonly int EventsOffset = OperatingSystem.IsWindows() ? 16 : 12;
    private static readonly int StrideBytes = OperatingSystem.IsWindows() ? 24 : 16;

    internal static void Write(byte* items, int index, nint socket, PollEvents events)
    {
        var item = items + (index * StrideBytes);
        new Span<byte>(item, StrideBytes).Clear();
        *(nint*)item = socket;
        *(short*)(item + EventsOffset) = (short)events;
    }

    internal static PollEvents Returned(byte* items, int index) =>
        (PollEvents)(*(short*)(items + (index * StrideBytes) + EventsOffset + sizeof(short)));

    /// <summary>Polls until something is ready or the time is over, however often signals interrupt it.</summary>
    /// <returns>How many items are ready.</returns>
    internal static int Poll(byte* items, int count, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        var left = timeout;
        while (true)
        {
            var milliseconds = left < TimeSpan.Zero ? -1 : (nint)Math.Min(left.TotalMilliseconds, int.MaxValue);
            var ready = ZeroMqNative.Poll(items, count, milliseconds);
            if (ready >= 0)
                return ready;
            var errno = ZeroMqErrno.Last();
            if (!ZeroMqErrno.IsInterrupted(errno))
                throw ZeroMqException.For(errno, "poll");
            if (timeout >= TimeSpan.Zero)
                left = TimeSpan.FromTicks(Math.Max(0, (timeout - Stopwatch.GetElapsedTime(started)).Ticks));
        }
    }
}
