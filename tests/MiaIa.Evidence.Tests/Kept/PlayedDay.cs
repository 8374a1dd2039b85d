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
    private static readonly string[] Keys = [.. Enumerable.Repeat("a key", KeptParts.Count)];

    internal static string Key { get; } = KeptParts.KeyOf(Keys);

    internal List<Decision> Decisions { get; } = [];

    internal List<PaperTrip> Trips { get; } = [];

    /// <summary>The file of each part.</summary>
    internal byte[][] Rows { get; private set; } = [];

    /// <summary>The file of each part.</summary>
    internal byte[][] Seconds { get; private set; } = [];

    internal long Events { get; private set; }

    internal static PlayedDay Play(string scid, string depth, InstrumentOptions options, bool isKept = false)
    {
        var day = new PlayedDay();
        var engine = EngineOptions.From(new EngineSettings()) with { Instruments = [options] };
        using var source = SierraSource.Open(new SierraSelection(scid, engine) { DepthPaths = [depth], Instrument = options.Name }, day);
        var rows = Enumerable.Range(0, KeptParts.Count).Select(_ => new MemoryStream()).ToArray();
        using var writer = new KeptWriter(KeptParts.All, Keys, part => rows[part]);
        if (isKept)
            source.Cores.Instruments[0].Watcher = writer;
        source.Play(day, CancellationToken.None);
        day.Events = source.Cores.Instruments[0].Core.Counters.Events;
        if (!isKept)
            return day;
        var grid = writer.Finish();
        day.Rows = [.. rows.Select(part => part.ToArray())];
        day.Seconds = Written(grid);
        return day;
    }

    internal static byte[][] Written(SecondGrid grid)
    {
        var seconds = new byte[KeptParts.Count][];
        for (var part = 0; part < seconds.Length; part++)
        {
            using var file = new MemoryStream();
            grid.Write(part, file, Keys[part]);
            seconds[part] = file.ToArray();
        }

        return seconds;
    }

    internal static Func<int, (Stream, string)> Opened(byte[][] parts) => part => (new MemoryStream(parts[part]), KeptParts.NameOf(part));

    internal List<KeptBlock> Blocks()
    {
        var blocks = new List<KeptBlock>();
        using var reader = new KeptReader(Opened(Rows), Key);
        while (reader.Next() is { } block)
            blocks.Add(block);
        return blocks;
    }

    internal SecondGrid Grid() => SecondGrid.Read(Opened(Seconds), Key);

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
