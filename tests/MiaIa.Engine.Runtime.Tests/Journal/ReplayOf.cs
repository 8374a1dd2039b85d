using Google.Protobuf;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>What a fresh engine makes of a journal.</summary>
internal sealed record ReplayOf(ReplayTotals Totals, EngineState Step, IReadOnlyList<ByteString> Signals)
{
    internal static ReplayOf Folder(string folder, double coverageFloor = 0.70)
    {
        var outbox = new DecisionOutbox();
        var step = new EngineState(EngineOptions.From(new EngineSettings { CoverageFloor = coverageFloor }), 1, outbox);
        var totals = JournalReplay.Run([.. JournalSegments.Of(folder).Whole.Select(s => s.Path)], step);
        return new(totals, step, [.. outbox.Signals.Select(s => s.Signal.ToByteString())]);
    }
}
