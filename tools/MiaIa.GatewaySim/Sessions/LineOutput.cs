using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Writes the ticks of one line, in delayed mode under the delayed types' numbers.</summary>
internal sealed class LineOutput(MessageWriter writer, Line line)
{
    /// <summary>Messages written.</summary>
    public int Count { get; private set; }

    /// <summary>Bid or ask: its price with its size when it changed, else its size alone at a new second.</summary>
    public void Side(TickType price, TickType size, (double? Price, decimal? Size) now, (double? Price, decimal? Size) sent, bool isNewBeat)
    {
        if (now.Price != sent.Price || (sent.Size is null && now.Size is not null))
            Price(price, now.Price, now.Size ?? 0);
        else if (isNewBeat && now.Size != sent.Size)
            Size(size, now.Size);
    }

    public void Price(TickType type, double? price, decimal? size)
    {
        writer.Write(new TickPrice(line.RequestId, Shown(type), price, size, TickAttributes.None));
        Count++;
        if (size is not null && SizeOf(type) is { } sizeType)
            Size(sizeType, size);
    }

    public void Size(TickType type, decimal? size)
    {
        writer.Write(new TickSize(line.RequestId, Shown(type), size));
        Count++;
    }

    public void Generic(TickType type, double value)
    {
        writer.Write(new TickGeneric(line.RequestId, Shown(type), value));
        Count++;
    }

    public void Text(TickType type, string value)
    {
        writer.TickText(line.RequestId, Shown(type), value);
        Count++;
    }

    /// <summary>Calls' and puts' values of one option: the other side is the valid-looking 0 that a real Gateway sends.</summary>
    public void Sides(TickType call, int lots, bool isCall) => Sums(call, isCall ? (lots, 0) : (0, lots));

    /// <summary>Calls' and puts' sums.</summary>
    public void Sums(TickType call, (long Calls, long Puts) sums)
    {
        Size(call, sums.Calls);
        Size(call + 1, sums.Puts);
    }

    /// <summary>A row of Greeks; null: nothing was computed.</summary>
    public void Row(TickType type, double price, OptionValue? value, double level)
    {
        writer.Write(
            new OptionComputation(
                line.RequestId,
                Shown(type),
                true,
                value?.Volatility,
                value?.Delta,
                value is null ? null : price,
                value?.DividendsPresentValue,
                value?.Gamma,
                value?.Vega,
                value?.Theta,
                value is null ? null : level
            )
        );
        Count++;
    }

    private TickType Shown(TickType type) =>
        !line.IsDelayed
            ? type
            : type switch
            {
                TickType.Bid => TickType.DelayedBid,
                TickType.Ask => TickType.DelayedAsk,
                TickType.Last => TickType.DelayedLast,
                TickType.BidSize => TickType.DelayedBidSize,
                TickType.AskSize => TickType.DelayedAskSize,
                TickType.LastSize => TickType.DelayedLastSize,
                TickType.High => TickType.DelayedHigh,
                TickType.Low => TickType.DelayedLow,
                TickType.Volume => TickType.DelayedVolume,
                TickType.Close => TickType.DelayedClose,
                TickType.Open => TickType.DelayedOpen,
                TickType.BidOption => TickType.DelayedBidOption,
                TickType.AskOption => TickType.DelayedAskOption,
                TickType.LastOption => TickType.DelayedLastOption,
                TickType.ModelOption => TickType.DelayedModelOption,
                TickType.LastTimestamp => TickType.DelayedTimestamp,
                TickType.Halted => TickType.DelayedHalted,
                _ => type,
            };

    private static TickType? SizeOf(TickType price) =>
        price switch
        {
            TickType.Bid => TickType.BidSize,
            TickType.Ask => TickType.AskSize,
            TickType.Last => TickType.LastSize,
            _ => null,
        };
}
