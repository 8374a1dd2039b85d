using MiaIa.Engine.Orders;
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

    /// <summary>A command has no study to go to.</summary>
    public void NobodyToTell(string instrument, OrderIntentKind kind, string order) =>
        Write(62, LogEventLevel.Warning, "{Instrument}: {Kind} {Order} has no study to go to", instrument, kind, order);
}
