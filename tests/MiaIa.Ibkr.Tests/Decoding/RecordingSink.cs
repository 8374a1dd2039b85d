using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Keeps every message in order.</summary>
internal sealed class RecordingSink : IMessageSink
{
    /// <summary>A text tick as it can be kept.</summary>
    internal sealed record KeptText(int RequestId, TickType Type, string Value);

    private readonly List<object> _all = [];
    private int _reads;

    /// <summary>What the receiver throws at the next message; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many reads of the socket have ended.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public IReadOnlyList<object> All
    {
        get
        {
            lock (_all)
                return [.. _all];
        }
    }

    public void Receive(in TickPrice message) => Keep(message);

    public void Receive(in TickSize message) => Keep(message);

    public void Receive(in OptionComputation message) => Keep(message);

    public void Receive(in TickGeneric message) => Keep(message);

    public void Receive(scoped in TickText message) => Keep(new KeptText(message.RequestId, message.Type, message.ToString()));

    public void Receive(LineParameters message) => Keep(message);

    public void Receive(in LineTypeChange message) => Keep(message);

    public void Receive(in RequestEnd message) => Keep(message);

    public void Receive(Notice message) => Keep(message);

    public void Receive(in CurrentTime message) => Keep(message);

    public void Receive(in NextRequestId message) => Keep(message);

    public void Receive(Accounts message) => Keep(message);

    public void Receive(ContractDetails message) => Keep(message);

    public void Receive(OptionParameters message) => Keep(message);

    public void Receive(Bars message) => Keep(message);

    public void Receive(BarsEnd message) => Keep(message);

    public void Receive(Reroute message) => Keep(message);

    public void OnDropped(FieldFault fault) { }

    public void OnPassedOver(int messageId) { }

    public void EndOfRead() => Interlocked.Increment(ref _reads);

    private void Keep(object message)
    {
        if (Failure is not null)
            throw Failure;
        lock (_all)
            _all.Add(message);
    }
}
