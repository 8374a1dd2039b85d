using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;
using MiaIa.V1;
using Performance.Step;

namespace Performance.Sweep;

/// <summary>The trades and books of the made-up morning as the frames that a study sends, each with the market time
/// at which it is due and its counter, 0 for a heartbeat.</summary>
internal static class PlayedFrames
{
    /// <summary>Makes frames out of so many events.</summary>
    /// <param name="folder">Where the journal that they come from is written.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="events">Events of the mix.</param>
    /// <returns>The greeting, and the frames in order.</returns>
    public static (byte[] Hello, List<(long AtNanos, ulong Counter, byte[] Bytes)> Frames) Make(
        string folder,
        EngineOptions options,
        int events
    )
    {
        Directory.CreateDirectory(folder);
        var mix = new EventMix(events);
        var made = new List<byte[]>();
        var frames = new List<(long AtNanos, ulong Counter, byte[] Bytes)>();
        using var maker = new JournalMaker(folder, options, mix.Full[0].ReceivedAt.Value) { Frames = made };
        foreach (ref readonly var e in mix.Full.AsSpan())
        {
            // What reaches an engine by another way, or is its own, is no frame.
            if (e.Kind is not (MarketEventKind.Trade or MarketEventKind.Book or MarketEventKind.Heartbeat))
                continue;
            maker.Add(e);
            while (frames.Count < made.Count)
                Add(frames, e.ReceivedAt.Value, made[frames.Count]);
        }

        return (maker.Hello, frames);
    }

    private static void Add(List<(long AtNanos, ulong Counter, byte[] Bytes)> frames, long atNanos, byte[] bytes) =>
        frames.Add((atNanos, StudyFrame.Parser.ParseFrom(bytes).Counter, bytes));
}
