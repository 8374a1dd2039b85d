using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.Hosting;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>Risk, orders and account.</content>
internal sealed partial class LogMessages
{
    /// <summary>Risk, orders or account did something.</summary>
    public void Trading(string instrument, string line) => Write(60, LogEventLevel.Information, "{Instrument}: {Line}", instrument, line);

    /// <summary>An entry did not leave: its record is not on the device, or was too late there.</summary>
    public void EntryKept(string instrument, string order, string why) =>
        Write(61, LogEventLevel.Error, "{Instrument}: order {Order} was NOT sent: {Why}", instrument, order, why);

    /// <summary>The journal cannot be written, and what is open is closed all the same.</summary>
    public void ExitWithoutRecord(string instrument, string why) =>
        Write(81, LogEventLevel.Warning, "{Instrument}: flatten, {Why}, WITHOUT a record: the journal cannot be written", instrument, why);

    /// <summary>Nothing trades in regular hours.</summary>
    public void NoVolume(string instrument, double seconds) =>
        Write(
            79,
            LogEventLevel.Error,
            "{Instrument}: nothing has traded for {Seconds:0} s in regular hours; no entries (NO_VOLUME) until it does",
            instrument,
            seconds
        );

    /// <summary>It trades again, or regular hours are over.</summary>
    public void VolumeAgain(string instrument) =>
        Write(80, LogEventLevel.Warning, "{Instrument}: it trades again or regular hours are over; NO_VOLUME refuses no more", instrument);

    /// <summary>The mode is live and the market is not of now.</summary>
    public void PlayedTape(string instrument, double hoursBehind) =>
        Write(
            77,
            LogEventLevel.Error,
            "{Instrument}: the tape is {Hours:0} h behind this PC's clock: no signals and no entries in Live, unless Trading:LiveOnPlayedTape is set",
            instrument,
            hoursBehind
        );

    /// <summary>Nothing keeps live orders from an old tape.</summary>
    public void PlayedTapeAllowed() =>
        Write(
            78,
            LogEventLevel.Warning,
            "Live with Trading:LiveOnPlayedTape: orders follow a tape of any age. For rehearsals against a stand-in only, never with real money"
        );

    /// <summary>The study made nothing of a command, or an order was rejected.</summary>
    public void OrderRefused(string instrument, in OrderReport report) =>
        Write(
            64,
            LogEventLevel.Warning,
            "{Instrument}: {Role} of order {Order} was {Kind} by the study or Sierra: {Code} {Reason}",
            instrument,
            report.Role.ToString().ToLowerInvariant(),
            CommandId.Of(report.OrderId),
            report.Kind.ToString().ToLowerInvariant(),
            PrintableText.From(report.Code),
            PrintableText.From(report.Reason)
        );

    /// <summary>A command has no study to go to.</summary>
    public void NobodyToTell(string instrument, OrderIntentKind kind, string order) =>
        Write(62, LogEventLevel.Warning, "{Instrument}: {Kind} {Order} has no study to go to", instrument, kind, order);
}
