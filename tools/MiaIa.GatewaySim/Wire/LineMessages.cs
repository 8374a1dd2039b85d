using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;

namespace MiaIa.GatewaySim.Wire;

/// <summary>Writes the messages of a market-data line.</summary>
internal static class LineMessages
{
    private const int TickVersion = 6;

    public static void Write(this MessageWriter writer, in TickPrice tick)
    {
        writer.Begin(Incoming.TickPrice, TickVersion);
        writer.Int(tick.RequestId);
        writer.Int((int)tick.Type);
        writer.Price(tick.Price);
        writer.Exact(tick.Size);
        writer.Int((int)tick.Attributes);
        writer.End();
    }

    public static void Write(this MessageWriter writer, in TickSize tick)
    {
        writer.Begin(Incoming.TickSize, TickVersion);
        writer.Int(tick.RequestId);
        writer.Int((int)tick.Type);
        writer.Exact(tick.Size);
        writer.End();
    }

    public static void Write(this MessageWriter writer, in TickGeneric tick)
    {
        writer.Begin(Incoming.TickGeneric, TickVersion);
        writer.Int(tick.RequestId);
        writer.Int((int)tick.Type);
        writer.Computed(tick.Value, -1);
        writer.End();
    }

    public static void TickText(this MessageWriter writer, int requestId, TickType type, string value)
    {
        writer.Begin(Incoming.TickString, TickVersion);
        writer.Int(requestId);
        writer.Int((int)type);
        writer.Text(value);
        writer.End();
    }

    public static void Write(this MessageWriter writer, in OptionComputation row)
    {
        writer.Begin(Incoming.OptionComputation);
        writer.Int(row.RequestId);
        writer.Int((int)row.Type);
        writer.Int(row.IsPriceBased == true ? 1 : 0);
        writer.Computed(row.ImpliedVolatility, -1);
        writer.Computed(row.Delta, -2);
        writer.Computed(row.OptionPrice, -1);
        writer.Computed(row.DividendsPresentValue, -1);
        writer.Computed(row.Gamma, -2);
        writer.Computed(row.Vega, -2);
        writer.Computed(row.Theta, -2);
        writer.Computed(row.UnderlyingPrice, -1);
        writer.End();
    }

    public static void Write(this MessageWriter writer, LineParameters parameters)
    {
        writer.Begin(Incoming.LineParameters);
        writer.Int(parameters.RequestId);
        writer.Text(parameters.MinTick is { } tick ? JavaNumber.Text(tick) : "");
        writer.Text(parameters.BestExchangesMap);
        writer.Int(parameters.SnapshotPermissions ?? 0);
        writer.End();
    }

    public static void Write(this MessageWriter writer, in LineTypeChange change)
    {
        writer.Begin(Incoming.LineType, 1);
        writer.Int(change.RequestId);
        writer.Int((int)change.Type);
        writer.End();
    }
}
