using System.Buffers.Text;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Client;

/// <summary>Brings the messages of the session into the core, one at a time with everything else that enters it.</summary>
internal sealed class ClientSink(ClientCore core, Lock gate, ILineReader reader, Action heard) : IMessageSink
{
    public void Receive(in TickPrice message)
    {
        lock (gate)
            core.OnPrice(message);
    }

    public void Receive(in TickSize message)
    {
        lock (gate)
            core.OnSize(message);
    }

    public void Receive(in OptionComputation message)
    {
        lock (gate)
            core.OnComputation(message);
    }

    public void Receive(in TickGeneric message)
    {
        lock (gate)
            core.OnOther(message.RequestId);
    }

    public void Receive(scoped in TickText message)
    {
        var isTime = Utf8Parser.TryParse(message.Bytes, out long seconds, out _) && message.Type == TickType.LastTimestamp;
        lock (gate)
        {
            if (isTime)
                core.OnTimestamp(message.RequestId, seconds);
            else
                core.OnOther(message.RequestId);
        }
    }

    public void Receive(LineParameters message)
    {
        // It comes with every new line, also with one that delivers nothing: no sign of life, but of the contract.
        lock (gate)
            core.OnServed(message.RequestId);
    }

    public void Receive(in LineTypeChange message)
    {
        lock (gate)
            core.OnLineType(message);
    }

    public void Receive(in RequestEnd message)
    {
        lock (gate)
            core.Requests.Apply(message.RequestId, message);
    }

    public void Receive(Notice message)
    {
        lock (gate)
            core.OnNotice(message);
    }

    public void Receive(in CurrentTime message)
    {
        // The session's heartbeat waits for it as well.
        lock (gate)
            core.OnGatewayTime(message.UnixSeconds);
    }

    public void Receive(in NextRequestId message)
    {
        // Only orders need it, and this client has none.
    }

    public void Receive(Accounts message)
    {
        // The session waits for them; here they mean nothing.
    }

    public void Receive(ContractDetails message)
    {
        lock (gate)
            core.Requests.Apply(message.RequestId, message);
    }

    public void Receive(OptionParameters message)
    {
        lock (gate)
            core.Requests.Apply(message.RequestId, message);
    }

    public void Receive(Bars message)
    {
        lock (gate)
            core.Requests.Apply(message.RequestId, message);
    }

    public void Receive(BarsEnd message)
    {
        lock (gate)
            core.Requests.Apply(message.RequestId, message);
    }

    public void Receive(Reroute message)
    {
        lock (gate)
            core.OnReroute(message);
    }

    public void OnDropped(FieldFault fault)
    {
        lock (gate)
            core.Unhandled.OnDropped(fault);
    }

    public void OnPassedOver(int messageId)
    {
        lock (gate)
            core.Unhandled.OnPassedOver(messageId);
    }

    public void EndOfRead()
    {
        lock (gate)
            reader.OnEndOfRead();
        heard();
    }
}
