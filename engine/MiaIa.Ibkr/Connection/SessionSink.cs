using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Connection;

/// <summary>Lets the session see what concerns it, then passes every message on.</summary>
internal sealed class SessionSink(IMessageSink receiver, SessionWatch session) : IMessageSink
{
    public void Receive(in TickPrice message) => receiver.Receive(message);

    public void Receive(in TickSize message) => receiver.Receive(message);

    public void Receive(in OptionComputation message) => receiver.Receive(message);

    public void Receive(in TickGeneric message) => receiver.Receive(message);

    public void Receive(scoped in TickText message) => receiver.Receive(message);

    public void Receive(LineParameters message) => receiver.Receive(message);

    public void Receive(in LineTypeChange message) => receiver.Receive(message);

    public void Receive(in RequestEnd message)
    {
        session.OnRequestEnd(message);
        receiver.Receive(message);
    }

    public void Receive(Notice message)
    {
        session.OnNotice(message);
        receiver.Receive(message);
    }

    public void Receive(in CurrentTime message)
    {
        session.OnTime();
        receiver.Receive(message);
    }

    public void Receive(in NextRequestId message)
    {
        session.OnNextId();
        receiver.Receive(message);
    }

    public void Receive(Accounts message)
    {
        session.OnAccounts(message);
        receiver.Receive(message);
    }

    public void Receive(ContractDetails message) => receiver.Receive(message);

    public void Receive(OptionParameters message) => receiver.Receive(message);

    public void Receive(Bars message) => receiver.Receive(message);

    public void Receive(BarsEnd message) => receiver.Receive(message);

    public void Receive(Reroute message) => receiver.Receive(message);

    public void OnDropped(FieldFault fault) => receiver.OnDropped(fault);

    public void OnPassedOver(int messageId) => receiver.OnPassedOver(messageId);

    public void EndOfRead() => receiver.EndOfRead();
}
