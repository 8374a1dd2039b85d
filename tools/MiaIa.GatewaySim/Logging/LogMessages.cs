using MiaIa.GatewaySim.Faults;
using MiaIa.Hosting;
using Serilog;

namespace MiaIa.GatewaySim.Logging;

/// <summary>Every line that the simulator logs, with a number that does not change. Text from outside is made printable first.</summary>
internal static class LogMessages
{
    internal static void Serving(ILogger log, int port, string what) =>
        Event(log, 100).Information("Simulated Gateway at 127.0.0.1:{Port}: {What:l}", port, what);

    internal static void Stopping(ILogger log) => Event(log, 101).Information("Stopping");

    internal static void Synthetic(ILogger log) =>
        Event(log, 102).Warning("SYNTHETIC: the option chain is made up; nothing here is a market's");

    internal static void PulseFailed(ILogger log, Exception fault) => Event(log, 104).Fatal(fault, "The simulator has failed and ends");

    internal static void ClientStarted(ILogger log, int clientId, int version) =>
        Event(log, 200).Information("Client {ClientId} has started at server version {Version}", clientId, version);

    internal static void ClientGone(ILogger log, int? clientId, string why) =>
        Event(log, 201).Information("Client {ClientId} is gone: {Why:l}", clientId, PrintableText.From(why));

    internal static void ClientStuck(ILogger log, int? clientId) =>
        Event(log, 202).Warning("Client {ClientId} does not read; it is thrown out", clientId);

    internal static void ClientIdInUse(ILogger log, int clientId) =>
        Event(log, 203).Warning("Client id {ClientId} is in use: the client is thrown out", clientId);

    internal static void TooFast(ILogger log, int? clientId, int inThisSecond) =>
        Event(log, 204).Warning("Client {ClientId} sends too fast: {Count} messages within a second (100)", clientId, inThisSecond);

    internal static void TooEarly(ILogger log, int id) => Event(log, 205).Warning("Message {Id} came before the session was started", id);

    internal static void Malformed(ILogger log, int? clientId, string fault) =>
        Event(log, 206).Warning("Client {ClientId} sent what cannot be read: {Fault:l}", clientId, PrintableText.From(fault));

    internal static void UnknownRequest(ILogger log, int id) => Event(log, 207).Warning("Message {Id} is not served", id);

    internal static void OrderRefused(ILogger log, int? clientId) =>
        Event(log, 208).Error("Client {ClientId} sent an order; refused", clientId);

    internal static void LinesExhausted(ILogger log, int? clientId, int requestId) =>
        Event(log, 209).Warning("No line is free for request {RequestId} of client {ClientId} (101)", requestId, clientId);

    internal static void Happens(ILogger log, Fault fault) =>
        Event(log, 300).Warning("Script: {Kind} {Argument:l} {Length}", fault.Kind, PrintableText.From(fault.Argument), fault.Length);

    internal static void CannotListenAgain(ILogger log, int port, string why) =>
        Event(log, 301).Error("Port {Port} cannot be listened at again: {Why:l}. Trying on", port, why);

    private static ILogger Event(ILogger log, int id) => log.ForContext("EventId", id);
}
