using MiaIa.Bridge.Wire;
using MiaIa.Hosting;
using Serilog;

namespace MiaIa.Bridge.Logging;

/// <summary>Every line that the bridge logs, with a number that does not change. Text from outside is made printable first.</summary>
internal static class LogMessages
{
    internal static void Serving(ILogger log, string endpoint, string engine) =>
        Event(log, 100).Information("Studies connect to {Endpoint:l}, the engine is {Engine:l}", endpoint, engine);

    internal static void Stopping(ILogger log) => Event(log, 101).Information("Stopping");

    internal static void RelayFailed(ILogger log, Exception fault) =>
        Event(log, 102).Fatal(fault, "The relay has failed and the bridge ends");

    internal static void LinesCutOff(ILogger log) => Event(log, 103).Warning("The engine did not end its calls in time; they were cut off");

    internal static void RelayHeldUp(ILogger log, TimeSpan limit) =>
        Event(log, 104).Error("The relay has not stopped within {Limit} and is left behind", limit);

    internal static void ThreadFailed(ILogger log, Exception fault) =>
        Event(log, 105).Fatal(fault, "A thread of a library has failed, most likely NetMQ's over what some program sent; the bridge ends");

    internal static void Publishes(ILogger log, ulong epoch, string key) =>
        Event(log, 200).Information("Study {Epoch} publishes {Key:l}", epoch, PrintableText.From(key));

    internal static void Reads(ILogger log, ulong epoch, string key, ulong holder) =>
        Event(log, 201).Warning("Study {Epoch} only reads: {Key:l} is published by study {Holder}", epoch, PrintableText.From(key), holder);

    internal static void TradesAnotherSymbol(ILogger log, ulong epoch, string tradeSymbol, string contract) =>
        Event(log, 206)
            .Warning(
                "Study {Epoch} only reads: its chart's Trade and Current Quote Symbol is {TradeSymbol:l}, its own {Contract:l}",
                epoch,
                PrintableText.From(tradeSymbol),
                PrintableText.From(contract)
            );

    internal static void SaidGoodbye(ILogger log, ulong epoch, long undelivered) =>
        Event(log, 202).Information("Study {Epoch} said goodbye; {Undelivered} of its frames were not delivered", epoch, undelivered);

    internal static void FellSilent(ILogger log, ulong epoch, string key, TimeSpan silence) =>
        Event(log, 203)
            .Warning("Study {Epoch} of {Key:l} has been silent for {Silence}; its lease is free", epoch, PrintableText.From(key), silence);

    internal static void GapDeclared(ILogger log, ulong epoch, ulong first, ulong last) =>
        Event(log, 204).Warning("Study {Epoch} has lost its frames {First} to {Last}", epoch, first, last);

    internal static void FrameRefused(ILogger log, FrameFault fault, string text, long total) =>
        Event(log, 205).Warning("A frame was refused ({Fault}): {Text:l}; {Total} so far", fault, text, total);

    internal static void Attached(ILogger log, ulong epoch, ulong expected) =>
        Event(log, 300).Information("Study {Epoch} is attached; it goes on from frame {Expected}", epoch, expected);

    internal static void EngineLost(ILogger log, ulong epoch, ulong expected) =>
        Event(log, 301).Warning("The engine is lost to study {Epoch}; next frame would be {Expected}", epoch, expected);

    internal static void EngineCallEnded(ILogger log, ulong epoch, string why) =>
        Event(log, 302).Warning("The engine's call of study {Epoch} is over: {Why:l}. Trying again", epoch, PrintableText.From(why));

    internal static void EngineRefused(ILogger log, ulong epoch, string key) =>
        Event(log, 303).Warning("The engine refused study {Epoch} of {Key:l}; the study knows why", epoch, PrintableText.From(key));

    internal static void EngineFrameMalformed(ILogger log, ulong epoch, int bytes) =>
        Event(log, 304).Error("A frame of {Bytes} bytes from the engine for study {Epoch} cannot be read; dropped", bytes, epoch);

    internal static void DownstreamFull(ILogger log, ulong epoch) =>
        Event(log, 305).Warning("Study {Epoch} does not read what the engine sends; its call is started anew", epoch);

    internal static void Counters(ILogger log, BridgeCounters counted, int studies, long conflated) =>
        Event(log, 400)
            .Information(
                "{Studies} studies; received {Received} frames, relayed {Relayed}, returned {Returned} (conflated {Conflated}), refused {Refused} ({Reasons:l}); "
                    + "duplicates {Duplicates}, out of order {OutOfOrder}, resends asked {Resends}, gaps {Gaps} ({FramesInGaps} frames); "
                    + "dropped and kept by the study: engine away {Away}, engine slow {Slow}, study unknown {Unknown}; not a publisher {NotPublisher}; "
                    + "attached {Attached}, lost {Lost}, nobody there {NobodyThere}, undelivered at goodbye {Undelivered}",
                studies,
                counted.FramesReceived,
                counted.FramesRelayed,
                counted.FramesReturned,
                conflated,
                counted.RefusedTotal,
                counted.RefusedByReason(),
                counted.Duplicates,
                counted.OutOfOrder,
                counted.ResendsRequested,
                counted.Gaps,
                counted.FramesInGaps,
                counted.DroppedEngineAway,
                counted.DroppedEngineSlow,
                counted.FromUnknownStudy,
                counted.DroppedNotPublisher,
                counted.Attached,
                counted.Lost,
                counted.NobodyThere,
                counted.UndeliveredAtGoodbye
            );

    internal static void EngineStarted(ILogger log, Uri engine, string path, int process) =>
        Event(log, 500)
            .Information(
                "Nothing answers at {Engine:l}: this bridge has started {Path:l} as process {Process}",
                engine,
                PrintableText.From(path),
                process
            );

    internal static void EngineAnswers(ILogger log, Uri engine, TimeSpan after) =>
        Event(log, 501).Information("The engine that this bridge has started answers at {Engine:l} after {After}", engine, after);

    internal static void EngineStartedByAnother(ILogger log, Uri engine, string who) =>
        Event(log, 502).Information("Nothing answers at {Engine:l} yet: {Who:l}; it is not started a second time", engine, who);

    internal static void EngineNotStarted(ILogger log, string path, string why) =>
        Event(log, 503).Error("The engine {Path:l} cannot be started: {Why:l}", PrintableText.From(path), PrintableText.From(why));

    internal static void EngineEndedAtOnce(ILogger log, int exitCode, TimeSpan pause) =>
        Event(log, 504)
            .Warning("The engine ended with code {ExitCode} before it answered; it is started again in {Pause}", exitCode, pause);

    internal static void EngineGivenUp(ILogger log, int exitCode, string why) =>
        Event(log, 505)
            .Error(
                "The engine ended with code {ExitCode} before it answered{Why:l}, and is not started again: its own log, or a start by hand, "
                    + "says why",
                exitCode,
                why
            );

    internal static void EngineIsSlow(ILogger log, Uri engine, TimeSpan after) =>
        Event(log, 506).Warning("The engine runs but does not answer at {Engine:l} after {After}; it is waited for", engine, after);

    internal static void EngineEnded(ILogger log, int exitCode) =>
        Event(log, 507)
            .Warning("The engine that this bridge has started has ended with code {ExitCode}; it is not started again", exitCode);

    internal static void EngineHeld(ILogger log, Uri engine) =>
        Event(log, 508)
            .Information(
                "Another engine is there already, though slow to answer at {Engine:l}: it is waited for, and the one of this bridge has ended",
                engine
            );

    private static ILogger Event(ILogger log, int id) => log.ForContext("EventId", id);
}
