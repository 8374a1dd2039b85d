using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>A state and its journal, as an engine has them: every input goes into the one and then into the other.</summary>
internal sealed class LiveChain : IDisposable
{
    private readonly FrameReader _frames = new();
    private readonly DecisionOutbox _outbox;

    private LiveChain(EngineState state, EngineJournal journal, DecisionOutbox outbox) =>
        (State, Journal, _outbox) = (state, journal, outbox);

    internal EngineState State { get; private set; }

    internal EngineJournal Journal { get; }

    /// <summary>The signals so far, in order.</summary>
    internal IReadOnlyList<Signal> Signals => [.. _outbox.Signals.Select(told => told.Signal)];

    /// <summary>What outlived the chain before, once one has ended here.</summary>
    internal byte[] Carry { get; private set; } = [];

    internal static LiveChain Begin(string directory, EngineOptions options, long now, Func<string, ISegmentFile>? create = null)
    {
        var outbox = new DecisionOutbox();
        var recovery = JournalRecovery.Read(directory, options, outbox, now);
        return new(recovery.Step, recovery.BeginSegment(directory, create), outbox) { Carry = recovery.Carry ?? [] };
    }

    internal void Attach(long at, StudyFrame hello)
    {
        Journal.Append(JournalRecordKind.Attach, at, hello.ToByteArray());
        State.Attach(hello.Epoch, hello.Hello, at);
    }

    internal void Take(long at, StudyFrame frame)
    {
        var bytes = frame.ToByteArray();
        Journal.Append(JournalRecordKind.StudyFrame, at, bytes);
        if (!_frames.TryRead(bytes))
            throw new InvalidOperationException("no frame");
        State.Apply(State.FindEpoch(frame.Epoch)!, _frames, at);
    }

    internal void Halt(long at, string by)
    {
        var request = new HaltRequest { By = by, Reason = "x" };
        Journal.Append(JournalRecordKind.Halt, at, request.ToByteArray());
        State.Halt(TradingControlText.From(request), at);
    }

    /// <summary>Ends the day as the runner does.</summary>
    internal bool TryTurn(long at, out string failure)
    {
        var firstSignalId = State.NewestSignalId + 1;
        if (!Journal.TryBeginChain(at, firstSignalId, () => Carry = End(at), out failure))
            return false;

        State = new EngineState(State.Options, firstSignalId, _outbox);
        CarryRecord.Load(Carry, State, at);
        return true;
    }

    /// <summary>Everything that outlives a chain, as one text: two states of which it is the same go on in the same way.</summary>
    /// <param name="state">The state.</param>
    /// <param name="withOrders">With the orders, which hold local time as it went by: what a kill cut off has no time.</param>
    internal static string Lasting(EngineState state, bool withOrders = true)
    {
        // Each start goes on with order ids of its own clock.
        state.PassOrderIdsUntil(long.MaxValue / 2);
        var sections = new CarrySections();
        foreach (var (name, bytes) in state.Save().All)
        {
            if (withOrders || !name.StartsWith("orders ", StringComparison.Ordinal))
                sections.Add(name, bytes);
        }

        return Convert.ToHexString(CarryRecord.ToBytes(sections));
    }

    public void Dispose() => Journal.Dispose();

    private byte[] End(long at)
    {
        foreach (var epoch in State.Epochs.Where(epoch => epoch.IsAttached).ToArray())
        {
            Journal.Append(JournalRecordKind.Detach, at, BitConverter.GetBytes(epoch.Epoch));
            State.Detach(epoch.Epoch, at);
        }

        Journal.Append(JournalRecordKind.End, at, BitConverter.GetBytes(State.DecisionHash));
        return CarryRecord.ToBytes(State.Save());
    }
}
