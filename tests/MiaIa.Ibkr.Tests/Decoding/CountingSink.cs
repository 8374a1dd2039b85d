using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Counts messages and keeps none.</summary>
internal sealed class CountingSink : IMessageSink
{
    public long Ticks { get; private set; }

    public long Others { get; private set; }

    public void Receive(in TickPrice message) => Ticks++;

    public void Receive(in TickSize message) => Ticks++;

    public void Receive(in OptionComputation message) => Ticks++;

    public void Receive(in TickGeneric message) => Ticks++;

    public void Receive(scoped in TickText message) => Ticks++;

    public void Receive(LineParameters message) => Others++;

    public void Receive(in LineTypeChange message) => Ticks++;

    public void Receive(in RequestEnd message) => Ticks++;

    public void Receive(Notice message) => Others++;

    public void Receive(in CurrentTime message) => Others++;

    public void Receive(in NextRequestId message) => Others++;

    public void Receive(Accounts message) => Others++;

    public void Receive(ContractDetails message) => Others++;

    public void Receive(OptionParameters message) => Others++;

    public void Receive(Bars message) => Others++;

    public void Receive(BarsEnd message) => Others++;

    public void Receive(Reroute message) => Others++;

    public void OnDropped(FieldFault fault) { }

    public void OnPassedOver(int messageId) { }

    public void EndOfRead() { }
}
