using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace Performance.Tws;

/// <summary>Takes ticks and keeps one number of each, so that no decoding can be left out. Nothing else comes in this measurement.</summary>
internal sealed class SummingSink : IMessageSink
{
    /// <summary>The sum of what came.</summary>
    public double Sum { get; private set; }

    public void Receive(in TickPrice message) => Sum += (message.Price ?? 0) + (double)(message.Size ?? 0) + message.RequestId;

    public void Receive(in TickSize message) => Sum += (double)(message.Size ?? 0) + message.RequestId;

    public void Receive(in OptionComputation message) =>
        Sum += (message.ImpliedVolatility ?? 0) + (message.Delta ?? 0) + (message.Gamma ?? 0) + (message.Vega ?? 0) + (message.Theta ?? 0);

    public void Receive(in TickGeneric message) => Sum += message.Value ?? 0;

    public void Receive(scoped in TickText message) => Sum += message.Bytes.Length;

    public void Receive(LineParameters message) => throw Unexpected();

    public void Receive(in LineTypeChange message) => throw Unexpected();

    public void Receive(in RequestEnd message) => throw Unexpected();

    public void Receive(Notice message) => throw Unexpected();

    public void Receive(in CurrentTime message) => throw Unexpected();

    public void Receive(in NextRequestId message) => throw Unexpected();

    public void Receive(Accounts message) => throw Unexpected();

    public void Receive(ContractDetails message) => throw Unexpected();

    public void Receive(OptionParameters message) => throw Unexpected();

    public void Receive(Bars message) => throw Unexpected();

    public void Receive(BarsEnd message) => throw Unexpected();

    public void Receive(Reroute message) => throw Unexpected();

    public void OnDropped(FieldFault fault) { }

    public void OnPassedOver(int messageId) { }

    public void EndOfRead() { }

    private static InvalidOperationException Unexpected() => new("the stream holds ticks only");
}
