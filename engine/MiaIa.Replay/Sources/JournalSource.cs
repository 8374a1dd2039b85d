using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay.Sources;

/// <summary>
/// A journal: one segment, or the newest chain of a directory, which is what a starting engine would read. The decisions are those of
/// the live run when the settings are its settings; the journal's own end record says so.
/// </summary>
public sealed class JournalSource : IReplaySource, IReplayObserver
{
    private const int RecordsAProgress = 1 << 13;

    private readonly string[] _segments;
    private readonly JournalHeader _header;
    private readonly long _bytes;
    private IReplayListener? _listener;
    private CancellationToken _cancellation;
    private ReplayTotals? _totals;
    private int _untilProgress = RecordsAProgress;

    private JournalSource(string[] segments, JournalHeader header, EngineOptions options, IDecisionSink sink)
    {
        _segments = segments;
        _header = header;
        _bytes = Math.Max(1, segments.Sum(path => new FileInfo(path).Length));
        Cores = new EngineState(options, header.FirstSignalId, sink) { HashesDepth = false };
    }

    /// <inheritdoc/>
    public EngineState Cores { get; }

    /// <inheritdoc/>
    public string Title =>
        $"journal {(_segments.Length == 1 ? _segments[0] : $"{_segments[0]} and {_segments.Length - 1} more segments")}, written by engine {_header.EngineVersion}";

    /// <inheritdoc/>
    public IEnumerable<string> Notes
    {
        get
        {
            if (_header.SettingsHash != Cores.Options.SettingsHash())
                yield return "the journal was made with other instrument settings; this replay decides with the given ones";
            if (_header.RulesVersion != EngineState.RulesVersion)
                yield return $"the journal was decided by rules {_header.RulesVersion}; this replay decides by rules {EngineState.RulesVersion}";
            if (_totals is not { } totals)
                yield break;
            if (totals.NotesPassed > 0)
                yield return $"{totals.NotesPassed} notes of kinds that this engine does not know were passed over; they decide nothing";
            foreach (var fault in Cores.CarryFaults)
                yield return $"the day before left what does not fit, and trading was halted: {fault}";
            foreach (var stretch in totals.Unrecorded)
                yield return stretch;
            if (totals.TornBytes > 0)
                yield return $"the last segment ends in {totals.TornBytes} bytes of a record that was not written to its end";
            if (totals.Difference is { } difference)
                yield return $"decides otherwise than live: {difference}";
            else if (totals.EndsConfirmed > 0)
                yield return $"decides as live: {totals.EndsConfirmed} end record{(totals.EndsConfirmed == 1 ? "" : "s")} with the same decision hash";
        }
    }

    /// <summary>Opens a directory or one segment.</summary>
    /// <exception cref="ReplayException">There is no journal that can be read.</exception>
    public static JournalSource Open(string path, EngineOptions options, IDecisionSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var segments = Directory.Exists(path) ? NewestChain(path) : [path];
            var header =
                SegmentReader.ReadHeader(segments[0])
                ?? throw new ReplayException(
                    $"{segments[0]}: the file ends inside its header, or is none of a journal (it does not begin with MIAIAJNL): it holds nothing"
                );
            return new(segments, header, options, sink);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalCorruptException)
        {
            throw new ReplayException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Play(IReplayListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        (_listener, _cancellation) = (listener, cancellation);
        try
        {
            _totals = JournalReplay.Run(_segments, Cores, this);
            Progress(_bytes);
        }
        catch (Exception e) when (e is IOException or JournalCorruptException)
        {
            throw new ReplayException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Took(InstrumentEngine? instrument, long bytes)
    {
        if (instrument is not null)
            _listener!.Looked(instrument);
        if (--_untilProgress == 0)
            Progress(bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The segments are open only while they are played.
    }

    private static string[] NewestChain(string directory)
    {
        var segments = JournalSegments.Of(directory);
        if (segments.Whole.Count == 0)
        {
            throw new ReplayException(
                segments.Unborn.Count == 0
                    ? $"{directory}: holds no segment (NNNNNN-yyyyMMddTHHmmssZ.journal)"
                    : $"{directory}: every segment ends inside its header, there is nothing to replay"
            );
        }

        return [.. segments.NewestChain.Select(s => s.Path)];
    }

    private void Progress(long bytes)
    {
        _cancellation.ThrowIfCancellationRequested();
        _untilProgress = RecordsAProgress;
        var (market, trades, books, events) = (0L, 0L, 0L, 0L);
        foreach (var instrument in Cores.Instruments)
        {
            market = Math.Max(market, instrument.Core.Now.Micros);
            trades += instrument.Core.Counters.TradeRecords;
            books += instrument.Core.Counters.DepthSnapshots;
            events += instrument.Core.Counters.Events;
        }

        _listener!.Progressed(new ReplayProgress(bytes / (double)_bytes, market, trades, books, events));
    }
}
