using MiaIa.CboeFiles;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Hosting.Logs;
using MiaIa.V1;
using Serilog;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <summary>Every line that the engine logs, with its event id. Text from outside is escaped before it comes here.</summary>
internal sealed partial class LogMessages
{
    private readonly ILogger _log;
    private readonly SecretTexts? _secrets;

    /// <summary>Logs to <paramref name="log"/>.</summary>
    /// <param name="log">The log.</param>
    /// <param name="secrets">Takes what it must not hold.</param>
    public LogMessages(ILogger log, SecretTexts? secrets = null) => (_log, _secrets) = (log, secrets);

    /// <summary>The engine serves.</summary>
    public void Serving(Uri address, string version, string journal) =>
        Write(1, LogEventLevel.Information, "engine {Version} serves {Address}, journal {Journal}", version, address, journal);

    /// <summary>Something the operator should know about the journal.</summary>
    public void JournalNote(string note) => Write(3, LogEventLevel.Warning, "{Note}", note);

    /// <summary>A study attached.</summary>
    public void Attached(string instrument, bool isPublisher, Hello hello, ulong epoch, ulong resumeCounter)
    {
        ArgumentNullException.ThrowIfNull(hello);
        Write(
            10,
            LogEventLevel.Information,
            "{Instrument}: study attached as {Role}, contract {Contract} {Label}, epoch {Epoch}, from frame {Counter}",
            instrument,
            isPublisher ? "publisher" : "reader",
            Refusal.Quote(hello.Contract),
            hello.Label,
            epoch,
            resumeCounter
        );
    }

    /// <summary>A study fits and may still feed nothing.</summary>
    public void ReadsOnly(string instrument, ulong epoch, string why) =>
        Write(19, LogEventLevel.Warning, "{Instrument}: study {Epoch} only reads: {Why}", instrument, epoch, why);

    /// <summary>A study's stream ended; <paramref name="why"/> is empty when it simply did.</summary>
    public void Detached(string instrument, ulong epoch, string why) =>
        Write(
            11,
            LogEventLevel.Information,
            "{Instrument}: study detached, epoch {Epoch}{Why}",
            instrument,
            epoch,
            why.Length > 0 ? $" ({why})" : ""
        );

    /// <summary>A study may not take part.</summary>
    public void StudyRefused(string peer, Refused refused) =>
        Write(12, LogEventLevel.Warning, "study at {Peer} refused, {Code}: {Text}", peer, refused.Code, refused.Text);

    /// <summary>A frame was refused. <paramref name="unsaid"/> refusals before it were only counted.</summary>
    public void FrameRefused(string instrument, ulong counter, Refusal refusal, ulong unsaid) =>
        Write(
            13,
            LogEventLevel.Warning,
            "{Instrument}: frame {Counter} refused, {Text} ({Unsaid} more not shown)",
            instrument,
            counter,
            refusal.Text,
            unsaid
        );

    /// <summary>Frames are lost for good.</summary>
    public void Gap(string instrument, long frames) =>
        Write(14, LogEventLevel.Warning, "{Instrument}: gap, {Frames} frames missing so far", instrument, frames);

    /// <summary>The study's market time and the local clock have come too far apart, or agree again.</summary>
    public void StudyClock(string instrument, bool isOff, double offsetSeconds) =>
        Write(
            75,
            LogEventLevel.Warning,
            "{Instrument}: market time is {OffsetSeconds:0.0} s from this PC's clock; {What}",
            instrument,
            offsetSeconds,
            isOff ? "no new signals until they agree: set the clock of the PC" : "they agree again, signals are allowed"
        );

    /// <summary>The PC's clock was set while market time was off, and is nearer to it now.</summary>
    public void ClockFollowed(double seconds) =>
        Write(127, LogEventLevel.Warning, "the PC's clock was set right by {Seconds:0.0} s: the engine's follows it", seconds);

    /// <summary>They are apart by less than what stops signals, or agree again.</summary>
    public void StudyClockSkewed(string instrument, bool isSkewed, double offsetSeconds) =>
        Write(
            76,
            LogEventLevel.Warning,
            "{Instrument}: market time is {OffsetSeconds:0.00} s from this PC's clock; {What}",
            instrument,
            offsetSeconds,
            isSkewed ? "set the clock of the PC: at 2 s no new signals are made" : "they agree again"
        );

    /// <summary>The study is asked to send again.</summary>
    public void Resend(string instrument, ulong from) =>
        Write(15, LogEventLevel.Information, "{Instrument}: asked for a resend from frame {Counter}", instrument, from);

    /// <summary>A stream ended before it was a study's.</summary>
    public void StreamEnded(string peer, Grpc.Core.Status why) =>
        Write(16, LogEventLevel.Warning, "a stream of {Peer} was ended, {Code}: {Text}", peer, why.StatusCode, why.Detail);

    /// <summary>A call was refused before the service saw it.</summary>
    public void CallRefused(string path, string peer, Grpc.Core.Status why) =>
        Write(17, LogEventLevel.Warning, "{Path} from {Peer} refused, {Code}: {Text}", path, peer, why.StatusCode, why.Detail);

    /// <summary>A signal's event.</summary>
    public void Signal(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        Write(
            20,
            LogEventLevel.Information,
            "{Instrument}: signal {Id} {Event} {Direction} {Tier}, C {Score:0.000}, at {Ticks} ticks, {Lots} lots {Label}",
            signal.Instrument,
            signal.Id,
            signal.Event,
            signal.Direction,
            signal.Tier,
            ScoreText.ForLog(signal.Score, signal.Coverage),
            signal.ReferencePriceTicks,
            signal.SizeLots,
            signal.Label
        );
    }

    /// <summary>No new signals from now on.</summary>
    public void Halted(string reason) => Write(30, LogEventLevel.Warning, "HALTED, {Reason}", reason);

    /// <summary>Signals again.</summary>
    public void Resumed(string by) => Write(31, LogEventLevel.Warning, "resumed by {By}", by);

    /// <summary>The journal cannot be written.</summary>
    public void JournalFailed(string path, string failure) =>
        Write(
            32,
            LogEventLevel.Error,
            "journal {Path} cannot be written: {Failure}. Nothing is acknowledged until it can; halted",
            path,
            failure
        );

    /// <summary>The journal can be written again.</summary>
    public void JournalWorks(string path) =>
        Write(33, LogEventLevel.Warning, "journal {Path} is written again; still halted until Resume", path);

    /// <summary>A halt cannot be latched; it is tried again each second.</summary>
    public void LatchFailed(string failure) =>
        Write(41, LogEventLevel.Error, "the halt cannot be latched: {Failure}. Tried again each second", failure);

    /// <summary>An option input was refused. <paramref name="count"/> of its reason so far; one in ten seconds is said.</summary>
    public void OptionRefused(Refusal refusal, ulong count) =>
        Write(34, LogEventLevel.Warning, "option input refused, {Text} ({Count} of this reason so far)", refusal.Text, count);

    /// <summary>An option chain is listed.</summary>
    public void ChainListed(OptionChainListed listed, uint contracts)
    {
        ArgumentNullException.ThrowIfNull(listed);
        Write(
            35,
            LogEventLevel.Information,
            "{Underlying} options: listing {Listing}, {Expiries} expiries, {Contracts} contracts, {Source}",
            listed.Underlying,
            listed.Listing,
            listed.Expiry.Count,
            contracts,
            listed.Source
        );
    }

    /// <summary>The options feed said something of itself.</summary>
    public void OptionFeed(OptionFeedStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        Write(
            36,
            status.Condition == OptionFeedCondition.Up ? LogEventLevel.Information : LogEventLevel.Warning,
            "options feed {Condition} ({Underlying}): {Text}",
            status.Condition,
            status.Underlying == Underlying.Unspecified ? "all" : status.Underlying.ToString(),
            Refusal.Quote(status.Text)
        );
    }

    /// <summary>A quote table was taken.</summary>
    public void TableTaken(string path, Underlying underlying, OptionSource source, CboeTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Write(
            37,
            LogEventLevel.Information,
            "{Path}: {Underlying} {Source}, as of {AsOf}, spot {Spot}, {Rows} rows, {Rejected} left out, {Values} values unreadable{First}",
            path,
            underlying,
            source,
            Engine.Options.NewYorkTime.From(table.AsOf),
            table.Spot,
            table.RowsRead,
            table.RowsRejected,
            table.ValuesRejected,
            table.Rejected.Count > 0 ? $"; the first: {table.Rejected[0]}" : ""
        );
    }

    /// <summary>A quote table could not be used.</summary>
    public void TableFailed(string path, string why) => Write(38, LogEventLevel.Warning, "{Path}: not used: {Why}", path, why);

    /// <summary>The put/call ratios of the days before could not be read or written.</summary>
    public void PutCallFailed(string path, string why) => Write(39, LogEventLevel.Warning, "{Path}: {Why}", path, why);

    /// <summary>Once a minute, while something happens.</summary>
    public void Totals(string instrument, long trades, long lots, long snapshots, ulong refused, ulong resends, object score) =>
        Write(
            40,
            LogEventLevel.Information,
            "{Instrument}: {Trades} trade records, {Lots} lots, {Snapshots} books, {Refused} refused, {Resends} resends, C {Score:0.000}",
            instrument,
            trades,
            lots,
            snapshots,
            refused,
            resends,
            score
        );

    /// <summary>The engine stops.</summary>
    public void Stopping() => Write(50, LogEventLevel.Information, "stopping");

    /// <summary>The engine cannot go on.</summary>
    public void Fault(Exception fault) => _log.ForContext("EventId", 99).Fatal(fault, "the engine cannot go on");

    private void Write(int eventId, LogEventLevel level, string template, params object?[] values)
    {
        if (_log.IsEnabled(level))
            _log.ForContext("EventId", eventId).Write(level, template, values);
    }
}
