using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Messages;

/// <summary>
/// Takes what a Gateway says, on the thread that reads the socket and in the order of the wire. An implementation must not block; what it
/// throws ends the session.
/// </summary>
public interface IMessageSink
{
    /// <summary>A price.</summary>
    void Receive(in TickPrice message);

    /// <summary>A size.</summary>
    void Receive(in TickSize message);

    /// <summary>Greeks.</summary>
    void Receive(in OptionComputation message);

    /// <summary>Another number.</summary>
    void Receive(in TickGeneric message);

    /// <summary>A text; valid during the call only.</summary>
    void Receive(scoped in TickText message);

    /// <summary>How a new line's prices are to be read.</summary>
    void Receive(LineParameters message);

    /// <summary>A line became live, frozen or delayed.</summary>
    void Receive(in LineTypeChange message);

    /// <summary>A request has delivered everything.</summary>
    void Receive(in RequestEnd message);

    /// <summary>An error, a warning or news.</summary>
    void Receive(Notice message);

    /// <summary>The answer to the heartbeat.</summary>
    void Receive(in CurrentTime message);

    /// <summary>The first free id.</summary>
    void Receive(in NextRequestId message);

    /// <summary>The accounts of the login.</summary>
    void Receive(Accounts message);

    /// <summary>One contract.</summary>
    void Receive(ContractDetails message);

    /// <summary>One exchange's class of options.</summary>
    void Receive(OptionParameters message);

    /// <summary>Bars of the past.</summary>
    void Receive(Bars message);

    /// <summary>The end of the bars.</summary>
    void Receive(BarsEnd message);

    /// <summary>A line was asked for at the wrong place.</summary>
    void Receive(Reroute message);

    /// <summary>A frame was dropped whole: a field of it could not be read.</summary>
    void OnDropped(FieldFault fault);

    /// <summary>A frame was passed over: nobody here reads messages of this id.</summary>
    void OnPassedOver(int messageId);

    /// <summary>Everything that one read of the socket held has been delivered: the moment to flush.</summary>
    void EndOfRead();
}
