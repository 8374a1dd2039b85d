using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Kept;
using MiaIa.Replay;
using MiaIa.Replay.Sources;

namespace MiaIa.Evidence.Tests.Kept;

/// <summary>Files played through the core itself: its decisions and ghosts, and, when it is asked for, what is kept of it.</summary>
internal sealed class PlayedDay : IDecisionSink, IReplayListener
{
    internal const string Key = "a key";

    internal List<Decision> Decisions { get; } = [];

    internal List<PaperTrip> Trips { get; } = [];

    internal byte[] Rows { get; private set; } = [];

    internal byte[] Seconds { get; private set; } = [];

    internal long Events { get; private set; }

    internal static PlayedDay Play(string scid, string depth, InstrumentOptions options, bool isKept = false)
    {
        var day = new PlayedDay();
        var engine = EngineOptions.From(new EngineSettings()) with { Instruments = [options] };
        using var source = SierraSource.Open(new SierraSelection(scid, engine) { DepthPaths = [depth], Instrument = options.Name }, day);
        using var rows = new MemoryStream();
        using var writer = new KeptWriter(rows, Key);
        if (isKept)
            source.Cores.Instruments[0].Watcher = writer;
        source.Play(day, CancellationToken.None);
        day.Events = source.Cores.Instruments[0].Core.Counters.Events;
        if (!isKept)
            return day;
        using var seconds = new MemoryStream();
        writer.Finish(seconds);
        (day.Rows, day.Seconds) = (rows.ToArray(), seconds.ToArray());
        return day;
    }

    internal List<KeptBlock> Blocks()
    {
        var blocks = new List<KeptBlock>();
        using var reader = new KeptReader(new MemoryStream(Rows), Key, "rows");
        while (reader.Next() is { } block)
            blocks.Add(block);
        return blocks;
    }

    internal SecondGrid Grid() => SecondGrid.Read(new MemoryStream(Seconds), Key, "seconds");

    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        foreach (ref readonly var decision in decisions)
            Decisions.Add(decision);
    }

    public void Traded(InstrumentEngine instrument)
    {
        foreach (ref readonly var ghost in instrument.Core.Trading.EndedGhosts)
        {
            if (ghost.Trip.Rule == LimitRule.Through)
                Trips.Add(ghost.Trip);
        }
    }

    public void Looked(InstrumentEngine instrument) { }

    public void Progressed(in ReplayProgress progress) { }
}
